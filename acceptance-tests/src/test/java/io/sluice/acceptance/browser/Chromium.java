package io.sluice.acceptance.browser;

import io.sluice.acceptance.program.Place;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One headless Chromium with a fake camera and microphone, showing the publishers' page.
///
/// libwebrtc sees no loopback interface: it reaches a candidate on 127.0.0.1 from another address
/// of this machine, of which there must be one.
public final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          // A test page must send pictures even when nobody looks at it.
          "--disable-background-timer-throttling",
          "--disable-renderer-backgrounding",
          "--autoplay-policy=no-user-gesture-required",
          // Nothing may leave this machine.
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-default-apps",
          "--metrics-recording-only");

  private final Path folder;
  private final PublisherPage page;
  private final Process process;

  private Chromium(Path folder, PublisherPage page, Process process) {
    this.folder = folder;
    this.page = page;
    this.process = process;
  }

  /// Starts a browser with an empty profile, and returns when its page asks for orders.
  public static Chromium start() throws IOException {
    return start(Place.HOST, InetAddress.getLoopbackAddress());
  }

  /// The same in another place, from which `host`, an address of ours, can be reached. A page that
  /// does not come from loopback has no camera: it can publish coded pictures only.
  public static Chromium start(Place place, InetAddress host) throws IOException {
    // Short: the browser puts a Unix socket below it, whose path may have 107 bytes.
    Path folder = Files.createTempDirectory("chromium");
    PublisherPage page = PublisherPage.serve(host);
    Process process = null;
    try {
      process = launch(place, host, folder, page.url());
      page.awaitBrowser();
      return new Chromium(folder, page, process);
    } catch (IOException | RuntimeException e) {
      if (process != null) {
        kill(process);
      }
      page.close();
      delete(folder);
      throw e;
    }
  }

  private static Process launch(Place place, InetAddress host, Path folder, String url)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add("chromium");
    command.addAll(FLAGS);
    command.add(
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE "
            + host.getHostAddress());
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add(url);
    ProcessBuilder builder = new ProcessBuilder(place.put(command));
    builder.environment().put("TMPDIR", folder.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("chromium.log").toFile())
        .start();
  }

  /// Orders a publish and returns at once; the handle tells what becomes of it.
  public BrowserPublisher publish(PublishOrder order) {
    return page.publish(order);
  }

  @Override
  public void close() {
    kill(process);
    page.close();
    delete(folder);
  }

  /// The browser is a tree of processes, of which only the root was started here.
  private static void kill(Process process) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> handle.onExit().completeOnTimeout(handle, 5, TimeUnit.SECONDS).join());
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("the browser's profile cannot be deleted", e);
    }
  }
}

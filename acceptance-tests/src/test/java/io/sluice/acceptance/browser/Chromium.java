package io.sluice.acceptance.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
          "--metrics-recording-only",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1");

  private final PublisherPage page;
  private final Process process;

  private Chromium(PublisherPage page, Process process) {
    this.page = page;
    this.process = process;
  }

  /// Starts a browser with an empty profile in `folder`, and returns when its page asks for orders.
  public static Chromium start(Path folder) throws IOException {
    Files.createDirectories(folder);
    PublisherPage page = PublisherPage.serve();
    Process process = null;
    try {
      process = launch(folder, page.url());
      page.awaitBrowser();
      return new Chromium(page, process);
    } catch (IOException | RuntimeException e) {
      if (process != null) {
        kill(process);
      }
      page.close();
      throw e;
    }
  }

  private static Process launch(Path folder, String url) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("chromium");
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add(url);
    return new ProcessBuilder(command)
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
  }

  /// The browser is a tree of processes, of which only the root was started here.
  private static void kill(Process process) {
    List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
    tree.add(process.toHandle());
    tree.forEach(ProcessHandle::destroyForcibly);
    tree.forEach(handle -> handle.onExit().completeOnTimeout(handle, 5, TimeUnit.SECONDS).join());
  }
}

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

/// One headless browser with a fake camera and microphone, showing the publishers' page.
public final class Browser implements AutoCloseable {
  private final Path folder;
  private final PublisherPage page;
  private final Process process;

  private Browser(Path folder, PublisherPage page, Process process) {
    this.folder = folder;
    this.page = page;
    this.process = process;
  }

  /// How a make of browser is started.
  interface Make {
    /// @param folder for all that it writes, empty
    /// @param host the only address that it may look for, beside loopback
    /// @param url of the page to show
    List<String> command(Path folder, InetAddress host, String url) throws IOException;
  }

  /// Starts a browser, and returns when its page asks for orders.
  ///
  /// @param host an address of ours that can be reached from the place
  static Browser start(Make make, Place place, InetAddress host) throws IOException {
    // Short: a browser puts a Unix socket below it, whose path may have 107 bytes.
    Path folder = Files.createTempDirectory("browser");
    PublisherPage page = PublisherPage.serve(host);
    Process process = null;
    try {
      process = launch(place.put(make.command(folder, host, page.url())), folder);
      page.awaitBrowser();
      return new Browser(folder, page, process);
    } catch (IOException | RuntimeException e) {
      if (process != null) {
        kill(process);
      }
      page.close();
      delete(folder);
      throw e;
    }
  }

  private static Process launch(List<String> command, Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TMPDIR", folder.toString());
    builder.environment().put("HOME", folder.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("browser.log").toFile())
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

  /// A browser is a tree of processes, of which only the root was started here.
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

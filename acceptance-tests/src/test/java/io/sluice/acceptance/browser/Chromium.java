package io.sluice.acceptance.browser;

import io.sluice.acceptance.program.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Chromium, with an empty profile.
///
/// libwebrtc sees no loopback interface: it reaches a candidate on 127.0.0.1 from another address
/// of this machine, of which there must be one.
public final class Chromium {
  /// For every headless browser of the tests.
  public static final List<String> FLAGS =
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

  private Chromium() {}

  public static Browser start() throws IOException {
    return start(Place.HOST, InetAddress.getLoopbackAddress());
  }

  /// The same in another place, from which `host`, an address of ours, can be reached. A page that
  /// does not come from loopback has no camera: it can publish coded pictures only.
  public static Browser start(Place place, InetAddress host) throws IOException {
    return Browser.start(Chromium::command, place, host);
  }

  private static List<String> command(Path folder, InetAddress host, String url) {
    List<String> command = new ArrayList<>();
    command.add("chromium");
    command.addAll(FLAGS);
    command.add(
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1 , EXCLUDE "
            + host.getHostAddress());
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add(url);
    return command;
  }
}

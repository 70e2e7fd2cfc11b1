package io.sluice.acceptance.browser;

import io.sluice.acceptance.program.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Firefox, with a profile that keeps it from looking for anything on the network. Its H264 encoder
/// is a plug-in that it fetches from the network, so that it has none here.
public final class Firefox {
  private static final String PREFERENCES =
      """
      user_pref("media.navigator.streams.fake", true);
      user_pref("media.navigator.permission.disabled", true);
      user_pref("media.peerconnection.ice.loopback", true);
      user_pref("media.autoplay.default", 0);
      user_pref("media.autoplay.blocking_policy", 0);
      user_pref("media.gmp-manager.updateEnabled", false);
      user_pref("media.gmp-provider.enabled", false);
      user_pref("dom.min_background_timeout_value", 4);
      user_pref("browser.aboutwelcome.enabled", false);
      user_pref("browser.shell.checkDefaultBrowser", false);
      user_pref("browser.safebrowsing.malware.enabled", false);
      user_pref("browser.safebrowsing.phishing.enabled", false);
      user_pref("browser.safebrowsing.downloads.enabled", false);
      user_pref("network.captive-portal-service.enabled", false);
      user_pref("network.connectivity-service.enabled", false);
      user_pref("network.proxy.type", 1);
      user_pref("network.proxy.http", "127.0.0.1");
      user_pref("network.proxy.http_port", 9);
      user_pref("network.proxy.ssl", "127.0.0.1");
      user_pref("network.proxy.ssl_port", 9);
      user_pref("network.trr.mode", 5);
      user_pref("datareporting.policy.dataSubmissionEnabled", false);
      user_pref("datareporting.healthreport.uploadEnabled", false);
      user_pref("toolkit.telemetry.unified", false);
      user_pref("app.update.enabled", false);
      user_pref("app.normandy.enabled", false);
      user_pref("extensions.update.enabled", false);
      user_pref("extensions.getAddons.cache.enabled", false);
      user_pref("services.settings.server", "http://127.0.0.1:9");
      """;

  private Firefox() {}

  public static Browser start() throws IOException {
    return Browser.start(Firefox::command, Place.HOST, InetAddress.getLoopbackAddress());
  }

  /// Loopback is never asked for by a proxy; all else is, and there is none.
  private static List<String> command(Path folder, InetAddress host, String url)
      throws IOException {
    Path profile = Files.createDirectory(folder.resolve("profile"));
    Files.writeString(profile.resolve("user.js"), PREFERENCES);
    return List.of(
        "firefox-esr", "--headless", "--no-remote", "--profile", profile.toString(), url);
  }
}

package io.sluice.acceptance.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.sluice.acceptance.browser.Chromium;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A browser with one window, whose pages are looked at; keeps every complaint it makes.
public final class ConsoleBrowser implements AutoCloseable {
  /// Where Debian has it; the driver's own download is not wanted.
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

  private static final String HOSTS =
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1";

  private static final double PATIENCE_MILLIS = 30_000;

  // axe-core draws the page's letters on a canvas of its own, and reads them back.
  private static final String OF_AXE = "willReadFrequently";

  private final Playwright playwright;
  private final BrowserContext context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private ConsoleBrowser(Playwright playwright, Browser browser, URI url) {
    this.playwright = playwright;
    this.context =
        browser.newContext(
            new Browser.NewContextOptions().setBaseURL(url.toString()).setViewportSize(1280, 900));
    context.setDefaultTimeout(PATIENCE_MILLIS);
  }

  public static ConsoleBrowser open(URI url) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(executable())
                      .setArgs(Stream.concat(Chromium.FLAGS.stream(), Stream.of(HOSTS)).toList()));
      return new ConsoleBrowser(playwright, browser, url);
    } catch (RuntimeException e) {
      playwright.close();
      throw e;
    }
  }

  private static Path executable() {
    return PLACES.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no chromium in " + PLACES));
  }

  /// A new tab on `path`.
  public Page tab(String path) {
    Page page = context.newPage();
    page.onConsoleMessage(message -> {
      boolean complains = message.type().equals("error") || message.type().equals("warning");
      if (complains && !message.text().contains(OF_AXE)) {
        complaints.add(message.type() + " at " + message.location() + ": " + message.text());
      }
    });
    page.onPageError(error -> complaints.add("thrown: " + error));
    page.navigate(path);
    return page;
  }

  /// All that pages threw, warned of or were refused by their policy.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// The page as it is, in both themes and on a phone and a desk.
  public static void picture(Page page, Path folder, String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(400, 1280)) {
        look(page, scheme, width);
        String file = "%s-%s-%d.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width);
        page.screenshot(
            new Page.ScreenshotOptions().setPath(folder.resolve(file)).setFullPage(true));
      }
    }
    look(page, ColorScheme.LIGHT, 1280);
  }

  /// @param width of the window, pixels
  public static void look(Page page, ColorScheme scheme, int width) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, 900);
  }

  @Override
  public void close() {
    playwright.close();
  }
}

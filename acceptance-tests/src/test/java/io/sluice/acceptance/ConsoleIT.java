package io.sluice.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sluice.acceptance.console.Accessibility;
import io.sluice.acceptance.console.ConsoleBrowser;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/// The console as a person uses it.
@ExtendWith(SharedFleet.class)
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleIT {
  private static final LocatorAssertions.IsVisibleOptions SLOWLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private final Fleet fleet;
  private ConsoleBrowser browser;
  private Path pictures;

  ConsoleIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @BeforeAll
  void open() throws IOException {
    pictures = Files.createDirectories(Path.of("target", "acceptance", "console"));
    browser = ConsoleBrowser.open(fleet.url());
  }

  @AfterAll
  void close() {
    browser.close();
  }

  @Test
  void publishesIsSeenLiveIsScrubbedBackIsStoppedAndSaysWhy() {
    String id = "console-1";
    Page publisher = browser.tab("/console/#/publish");
    publisher.getByLabel("Process", new Page.GetByLabelOptions().setExact(true)).fill(id);
    publisher.getByLabel("Publishing token").fill("sesame");
    button(publisher, "Publish").click();
    assertThat(publisher.getByText("On air.")).isVisible(SLOWLY);
    ConsoleBrowser.picture(publisher, pictures, "publish");
    assertNoSeriousFault(publisher);

    Page page = browser.tab("/");
    assertThat(page.locator("#feed")).hasText("live");
    Locator card = page.locator("li.card").filter(hasText(id));
    assertThat(card.getByText("LIVE")).isVisible(SLOWLY);
    // By the feed: nothing is asked for while it is open.
    assertThat(card.getByText("bit/s")).isVisible(SLOWLY);
    ConsoleBrowser.picture(page, pictures, "processes");
    assertNoSeriousFault(page);

    card.getByRole(AriaRole.LINK).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText(id);
    assertThat(page.getByRole(AriaRole.REGION, named("Timeline")).getByText("MediaStarted"))
        .isVisible();
    assertThat(page.getByRole(AriaRole.REGION, named("Why"))).containsText("a publisher connected");
    assertThat(page.getByRole(AriaRole.IMG, named("Bit rate: now"))).isVisible(SLOWLY);
    assertThat(page.getByRole(AriaRole.IMG, named("Lost on the way: now 0.0 %"))).isVisible(SLOWLY);
    assertThat(page.getByRole(AriaRole.IMG, named("Jitter: now"))).isVisible(SLOWLY);
    button(page, "Report of run 1/1").click();
    Locator said = page.getByRole(AriaRole.REGION, named("What FFmpeg said"));
    assertThat(said).isVisible();
    page.waitForFunction("() => document.querySelector('video')?.videoWidth > 0");
    ConsoleBrowser.picture(page, pictures, "process");
    assertNoSeriousFault(page);

    scrubBackWithTheKeyboard(page);

    button(page, "Stop").click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    ConsoleBrowser.picture(page, pictures, "confirm");
    assertNoSeriousFault(page);
    button(dialog, "Cancel").click();
    assertThat(page.locator(".head").getByText("LIVE")).isVisible();
    button(page, "Stop").click();
    button(dialog, "Stop").click();
    assertThat(page.locator(".head").getByText("STOPPED")).isVisible(SLOWLY);

    Locator why = page.getByRole(AriaRole.REGION, named("Why"));
    assertThat(why).containsText("Because http-api asked for it to end");
    assertThat(why.locator("li.subject")).containsText("it has stopped");
    assertThat(page.getByRole(AriaRole.IMG, named("Ends of FFmpeg: now 1"))).isVisible();
    // Opened while it ran: it is still open, and tells of the end, too.
    assertThat(said).containsText("[matroska @");
    ConsoleBrowser.picture(page, pictures, "stopped");
    assertNoSeriousFault(page);

    page.getByRole(AriaRole.LINK, named("Commands")).click();
    Locator stop = page.getByRole(AriaRole.ROW).filter(hasText(id));
    assertThat(stop.first()).containsText("StopProcess");
    assertThat(stop.first()).containsText("ACCEPTED");
    ConsoleBrowser.picture(page, pictures, "commands");
    assertNoSeriousFault(page);
    assertThat(browser.complaints()).isEmpty();
    publisher.close();
    page.close();
  }

  private static void scrubBackWithTheKeyboard(Page page) {
    Locator travel = page.getByRole(AriaRole.REGION, named("Time travel"));
    Locator scrubber = page.getByRole(AriaRole.SLIDER, named("Moment in the history"));
    scrubber.focus();
    page.keyboard().press("Home");
    assertThat(travel).containsText("Before it started");
    assertThat(travel.getByText("ABSENT")).isVisible();
    assertThat(page.getByRole(AriaRole.REGION, named("Why"))).containsText("Nothing had happened");
    page.keyboard().press("ArrowRight");
    assertThat(travel).containsText("ASSIGNED");
    assertThat(page).hasURL(Pattern.compile(".*\\?at=1$"));
    assertThat(scrubber).isFocused();
    button(page, "Back to now").click();
    assertThat(travel.getByText("LIVE", new Locator.GetByTextOptions().setExact(true))).isVisible();
  }

  @Test
  void showsTheFleet() {
    Page page = browser.tab("/console/#/fleet");

    assertThat(page.getByRole(AriaRole.HEADING, named("worker-1"))).isVisible();
    assertThat(page.getByRole(AriaRole.HEADING, named("worker-2"))).isVisible();
    assertThat(page.locator("main").getByText("READY").first()).isVisible();
    ConsoleBrowser.picture(page, pictures, "fleet");
    assertNoSeriousFault(page);
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void drainsAWorkerAndTakesItBack() {
    Page page = browser.tab("/console/#/fleet");
    Locator worker = page.locator("li.card").filter(hasText("worker-2"));
    Locator dialog = page.getByRole(AriaRole.DIALOG);

    button(worker, "Drain").click();
    assertThat(dialog).containsText("It takes no more processes");
    button(dialog, "Cancel").click();
    assertThat(worker.locator(".chip").filter(hasText("READY"))).isVisible();
    button(worker, "Drain").click();
    button(dialog, "Drain").click();

    assertThat(worker.locator(".chip").filter(hasText("DRAINING"))).isVisible(SLOWLY);
    // What other tests have left on it moves, or waits for room elsewhere.
    assertThat(worker.locator(".notice"))
        .hasText(Pattern.compile("Drain(ed: nothing|ing, \\d+) .*Asked for by http-api\\."));
    ConsoleBrowser.picture(page, pictures, "drained");
    assertNoSeriousFault(page);

    button(worker, "Take back").click();
    button(dialog, "Take back").click();
    assertThat(worker.locator(".chip").filter(hasText("READY"))).isVisible(SLOWLY);
    assertThat(button(worker, "Drain")).isVisible();
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void showsMarkupAsText() {
    String id = "console-markup";
    String markup = "<img src=x onerror=\"document.title='broken in'\">";
    post(
        """
        {"id": "%s", "reference": %s, "whipIngest": {"enabled": true},
         "output": [{"id": "file", "address": "markup.mkv"}], "metadata": {"title": %s}}
        """
            .formatted(id, quoted(markup), quoted(markup)));

    Page page = browser.tab("/console/#/processes/" + id);

    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText(markup);
    assertThat(page).hasTitle(id + " · Sluice");
    fleet.stop(id);
    assertThat(browser.complaints()).isEmpty();
    page.close();
  }

  @Test
  void saysThatNothingIsKnownOfAProcessThatNeverWas() {
    Page page = browser.tab("/console/#/processes/never-was");

    assertThat(page.getByText("Nothing is known of never-was")).isVisible();
    ConsoleBrowser.picture(page, pictures, "unknown");
    assertNoSeriousFault(page);
    page.close();
  }

  @Test
  void fitsANarrowWindow() {
    for (String path :
        List.of("processes", "fleet", "commands", "publish", "processes/never-was")) {
      Page page = browser.tab("/console/#/" + path);
      ConsoleBrowser.look(page, ColorScheme.LIGHT, 400);
      assertThat(page.getByRole(AriaRole.HEADING, level(1)).or(page.locator("h2")).first())
          .isVisible();

      Object overhang =
          page.evaluate(
              "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

      assertThat(overhang).as(path).isEqualTo(0);
      page.close();
    }
  }

  @Test
  void holdsTheBrowserToItsOwnOrigin() {
    HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/console/")));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body()).doesNotContain("http://", "https://", "<script>", "style=");
  }

  private static void assertNoSeriousFault(Page page) {
    for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
      ConsoleBrowser.look(page, scheme, 1280);
      assertThat(Accessibility.seriousFaults(page)).as(page.url() + " " + scheme).isEmpty();
    }
  }

  private void post(String body) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(uri("/api/v1/processes"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
  }

  private URI uri(String path) {
    return URI.create(fleet.url() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }
}

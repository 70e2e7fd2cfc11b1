package io.sluice.acceptance.browser;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// One publish of a browser.
public final class BrowserPublisher {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int id;
  private final PublisherPage page;
  private final List<Report> reports = new CopyOnWriteArrayList<>();

  BrowserPublisher(int id, PublisherPage page) {
    this.id = id;
    this.page = page;
  }

  void reported(Report report) {
    reports.add(report);
  }

  /// Waits until the page has reported `state`; fails at once when it reports that nothing will
  /// come.
  public Report await(String state) {
    return await(state, _ -> true);
  }

  /// Waits until the browser has sent so many pictures; at 30 a second, unless it is short of time.
  public void awaitPictures(int count) {
    await("sending", report -> report.frames() >= count);
  }

  private Report await(String state, Predicate<Report> wanted) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast(() -> mustBePossible(state))
          .until(() -> last(state).filter(wanted), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no " + state + " came, the browser reports " + reports, e);
    }
  }

  private void mustBePossible(String state) {
    boolean over = reports.stream().anyMatch(r -> List.of("refused", "failed").contains(r.state()));
    if (over && last(state).isEmpty()) {
      throw new AssertionError("no " + state + " will come, the browser reports " + reports);
    }
  }

  private Optional<Report> last(String state) {
    return reports.stream().filter(r -> r.state().equals(state)).reduce((_, later) -> later);
  }

  /// Ends the WHIP session by DELETE and returns the answer's status.
  public int end() {
    page.order(id, "end");
    return await("deleted").status();
  }

  /// Restarts ICE, and returns the report of the server's answer.
  public Report restartIce() {
    page.order(id, "restart");
    return await("restarted");
  }

  /// Closes the browser's side without telling the server by HTTP.
  public void vanish() {
    page.order(id, "vanish");
    await("vanished");
  }
}

package io.sluice.worker.peer;

import io.sluice.worker.flight.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A listener that remembers.
final class RecordedEvents implements PublisherListener {
  final List<Event> all = new CopyOnWriteArrayList<>();

  sealed interface Event {}

  record Stepped(StepKind kind, String text) implements Event {}

  record Connected(PublisherInfo info) implements Event {}

  record MediaStarted(Duration sincePost, int width, int height) implements Event {}

  record MediaStalled(Duration silent) implements Event {}

  record Disconnected(DisconnectReason reason, String detail, MediaStatistics statistics)
      implements Event {}

  @Override
  public void step(StepKind kind, String text) {
    all.add(new Stepped(kind, text));
  }

  @Override
  public void connected(PublisherInfo info) {
    all.add(new Connected(info));
  }

  @Override
  public void mediaStarted(Duration sincePost, int width, int height) {
    all.add(new MediaStarted(sincePost, width, height));
  }

  @Override
  public void mediaStalled(Duration silent) {
    all.add(new MediaStalled(silent));
  }

  @Override
  public void disconnected(DisconnectReason reason, String detail, MediaStatistics statistics) {
    all.add(new Disconnected(reason, detail, statistics));
  }

  <T extends Event> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }
}

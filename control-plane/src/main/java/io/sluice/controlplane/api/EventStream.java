package io.sluice.controlplane.api;

import io.micronaut.http.sse.Event;
import io.sluice.controlplane.feed.FeedMessage;
import io.sluice.controlplane.feed.FeedReader;
import io.sluice.controlplane.views.Processes;
import java.time.Duration;
import reactor.core.publisher.SynchronousSink;

/// What one reader of the feed is sent, one event whenever its connection has room for one.
///
/// Thread: one at a time.
final class EventStream {
  /// Shorter than proxies and the server itself let a connection be silent.
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final FeedReader reader;
  private final Processes processes;
  private boolean hasBegun;
  private boolean hasEnded;

  EventStream(FeedReader reader, Processes processes) {
    this.reader = reader;
    this.processes = processes;
  }

  EventStream next(SynchronousSink<Event<String>> sink) {
    if (hasEnded) {
      sink.complete();
      return this;
    }
    try {
      sink.next(hasBegun ? event(reader.next(SILENCE)) : ready());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sink.complete();
    }
    hasBegun = true;
    return this;
  }

  private Event<String> ready() {
    return Event.of("{}").name("ready").id(reader.position()).retry(RETRY);
  }

  private Event<String> event(FeedMessage message) {
    return switch (message) {
      case FeedMessage.Decided m -> Event.of(m.json()).name("transition").id(reader.position());
      // No id: a state has no place in the order, and comes anew.
      case FeedMessage.WorkerHeard(var worker) ->
          Event.of(Json.write(out -> WorkerJson.write(out, worker, processes))).name("worker");
      case FeedMessage.RunReported m ->
          Event.of(
                  Json.write(out -> {
                    out.writeStartObject();
                    out.writeStringField("processId", m.processId());
                    out.writeFieldName("run");
                    RunJson.write(out, m.run());
                    out.writeEndObject();
                  }))
              .name("progress");
      case FeedMessage.Alive _ -> Event.of("{}").name("alive").id(reader.position());
      case FeedMessage.End(var reason) -> {
        hasEnded = true;
        yield Event.of("{\"reason\":\"" + reason.name() + "\"}").name("end").id(reader.position());
      }
    };
  }

  void close() {
    reader.close();
  }
}

package io.sluice.worker.ingest;

import io.sluice.worker.sdp.MediaChoice;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// What is known of one process while it lives: what it must be, where it stands, what its thread
/// is told, and what it tells.
///
/// Thread: spec, state and mailbox any; the rest the process's own.
final class Situation {
  private static final Logger LOG = LoggerFactory.getLogger(Situation.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final FactSink facts;
  private final Optional<WhipEndpoint> endpoint;
  private final LinkedBlockingQueue<IngestSignal> mailbox = new LinkedBlockingQueue<>();
  private final ExecTrail trail = new ExecTrail();

  private volatile IngestSpec spec;
  private volatile IngestState state = new IngestState.WaitingForPredecessor();

  /// What the next FFmpeg is started for; empty until a publisher is there for whom it waits.
  private Optional<MediaChoice> choice;

  Situation(IngestSpec spec, IngestParts parts) {
    this.spec = spec;
    this.facts = parts.facts();
    this.choice = spec.whip().flatMap(WhipSpec::eagerChoice);
    this.endpoint =
        spec.whip()
            .map(whip ->
                new WhipEndpoint(
                    spec,
                    whip,
                    parts.publishers(),
                    parts.facts(),
                    parts.flights(),
                    sends -> tell(new IngestSignal.PublisherWaits(sends))));
  }

  IngestSpec spec() {
    return spec;
  }

  /// Takes a newer word of the same generation.
  void adopt(IngestSpec newer) {
    spec = newer;
    endpoint.ifPresent(open -> newer.whip().ifPresent(open::adopt));
    tell(new IngestSignal.Respecified());
  }

  Optional<WhipEndpoint> endpoint() {
    return endpoint;
  }

  IngestState state() {
    return state;
  }

  void enter(IngestState next) {
    state = next;
  }

  void tell(IngestSignal signal) {
    mailbox.add(signal);
  }

  IngestSignal awaitSignal() throws InterruptedException {
    return mailbox.take();
  }

  /// Null when none came in time.
  @Nullable IngestSignal awaitSignal(long nanos) throws InterruptedException {
    return mailbox.poll(nanos, TimeUnit.NANOSECONDS);
  }

  Optional<MediaChoice> choice() {
    return choice;
  }

  void choose(MediaChoice sends) {
    choice = Optional.of(sends);
  }

  void report(IngestFact fact) {
    if (fact instanceof IngestFact.Move move && !trail.follow(move)) {
      log(LOG.atError()).addKeyValue("fact", fact).log("no such move of ffmpeg");
    }
    facts.report(spec.processId(), spec.generation(), fact);
  }

  /// Ends the publisher; whatever comes of that, FFmpeg and the ports are given back afterwards.
  void shutEndpoint() {
    try {
      endpoint.ifPresent(open -> open.shut(LAST_WORDS));
    } catch (RuntimeException e) {
      log(LOG.atError()).setCause(e).log("the publisher did not end in order");
    }
  }

  LoggingEventBuilder log(LoggingEventBuilder event) {
    return event
        .addKeyValue("processId", spec.processId())
        .addKeyValue("generation", spec.generation());
  }
}

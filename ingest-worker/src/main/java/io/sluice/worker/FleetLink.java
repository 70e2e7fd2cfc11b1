package io.sluice.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.identity.Generation;
import io.sluice.identity.Incarnation;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.topic.TopicCatalogue;
import io.sluice.worker.assignment.Assignments;
import io.sluice.worker.facts.FactLog;
import io.sluice.worker.flight.Flights;
import io.sluice.worker.heartbeat.Heartbeat;
import io.sluice.worker.heartbeat.IsolationWatch;
import io.sluice.worker.heartbeat.WorkerLoad;
import io.sluice.worker.heartbeat.WorkerRegistry;
import io.sluice.worker.heartbeat.WorkerSelf;
import io.sluice.worker.ingest.FactSink;
import io.sluice.worker.ingest.IngestFact;
import io.sluice.worker.ingest.Ingests;
import io.sluice.worker.report.ReportedRuns;
import io.sluice.worker.report.RunReports;
import io.sluice.worker.report.SnapshotLog;
import io.sluice.worker.sessions.SessionTimelines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that binds this worker to the fleet: its life's number, heartbeat, facts and assignments. It
/// comes up when Kafka answers, however late that is.
///
/// Thread: owns `worker-fleet` until it is up; all else on any.
final class FleetLink implements FactSink {
  private static final Logger LOG = LoggerFactory.getLogger(FleetLink.class);

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration REPORT_PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection kafka;
  private final TopicCatalogue topics;
  private final ReportedRuns runs;
  private final Flights flights;
  private final Duration reportInterval;
  private final Duration isolationLimit;
  private final MeterRegistry meters;

  // guarded by this
  private @Nullable Thread starter;
  private @Nullable WorkerRegistry registry;
  private @Nullable Assignments assignments;
  private @Nullable IsolationWatch isolation;
  private boolean closed;

  private volatile @Nullable FactLog facts;
  private volatile @Nullable SnapshotLog reports;
  private volatile @Nullable Heartbeat heartbeat;

  /// @param reportInterval between reports of an FFmpeg that goes on
  /// @param isolationLimit without contact for so long, some processes are stopped
  FleetLink(
      KafkaConnection kafka,
      TopicCatalogue topics,
      ReportedRuns runs,
      Flights flights,
      Duration reportInterval,
      Duration isolationLimit,
      MeterRegistry meters) {
    this.kafka = kafka;
    this.topics = topics;
    this.runs = runs;
    this.flights = flights;
    this.reportInterval = reportInterval;
    this.isolationLimit = isolationLimit;
    this.meters = meters;
  }

  /// Returns at once.
  ///
  /// @param end called when this worker cannot or must not go on
  synchronized void start(
      WorkerSelf self, Ingests ingests, Supplier<WorkerLoad> load, Runnable end) {
    starter =
        Thread.ofPlatform()
            .daemon()
            .name("worker-fleet")
            .start(() -> join(self, ingests, load, end));
  }

  /// Whether Kafka took the last heartbeat.
  boolean isHeard() {
    Heartbeat beating = heartbeat;
    return beating != null && beating.isHeard();
  }

  /// How many facts were lost since the start.
  long factsDropped() {
    FactLog log = facts;
    return log == null ? 0 : log.dropped();
  }

  /// Facts only come from processes, and these only from assignments, which come last.
  @Override
  public void report(ProcessId processId, Generation generation, IngestFact fact) {
    FactLog log = facts;
    if (log == null) {
      throw new IllegalStateException("a fact before the worker had joined the fleet");
    }
    log.report(processId, generation, fact);
  }

  /// Says that what is held here is to be elsewhere by then, for this worker is about to end.
  ///
  /// @return false when nobody heard it
  boolean drainBy(Instant deadline) {
    Heartbeat beating = heartbeat;
    return beating != null && beating.drainBy(deadline);
  }

  /// No process is taken from here on.
  void stopTaking() throws InterruptedException {
    Thread joining;
    synchronized (this) {
      closed = true;
      joining = starter;
    }
    if (joining != null) {
      joining.interrupt();
      joining.join();
    }
    Heartbeat beating = heartbeat;
    if (beating != null) {
      beating.drain();
    }
    synchronized (this) {
      if (assignments != null) {
        assignments.close();
      }
      if (isolation != null) {
        isolation.close();
      }
    }
  }

  /// Tells what is left to tell, and that the worker is gone.
  ///
  /// @param silently when another worker speaks under this id
  synchronized void leave(boolean silently) {
    FactLog log = facts;
    if (log != null) {
      log.close();
    }
    SnapshotLog reporting = reports;
    if (reporting != null) {
      reporting.close();
    }
    Heartbeat beating = heartbeat;
    if (beating != null && silently) {
      beating.fallSilent();
    } else if (beating != null) {
      beating.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  private void join(WorkerSelf self, Ingests ingests, Supplier<WorkerLoad> load, Runnable end) {
    try {
      TopicAdmin.ensure(kafka, topics);
      WorkerRegistry following = new WorkerRegistry(kafka, topics, self.id(), end);
      synchronized (this) {
        registry = following;
      }
      Incarnation incarnation = following.begin(Clock.systemUTC());
      Optional<Assignments> known = follow(self, incarnation, ingests);
      while (known.isPresent() && !known.get().awaitCaughtUp(LOOK)) {
        LOG.atDebug().log("assignments are not all known yet");
      }
      beat(self, incarnation, ingests, load);
      LOG.atInfo()
          .addKeyValue("workerId", self.id())
          .addKeyValue("incarnation", incarnation)
          .log("worker joined the fleet");
    } catch (InterruptedException e) {
      LOG.atInfo().log("the worker ends before it had joined the fleet");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the worker cannot join the fleet");
      end.run();
    }
  }

  /// Empty when the worker ends already.
  private synchronized Optional<Assignments> follow(
      WorkerSelf self, Incarnation incarnation, Ingests ingests) {
    if (closed) {
      return Optional.empty();
    }
    String client = client(self, incarnation);
    FactLog log =
        new FactLog(
            self.id(),
            incarnation,
            self.httpUrl(),
            topics,
            LogWriter.neverGivingUp(kafka, client + "-facts"),
            Clock.systemUTC());
    facts = log;
    WorkerMeters.bind(meters, log);
    reports =
        new SnapshotLog(
            List.of(
                new RunReports(
                    runs,
                    self.id(),
                    incarnation,
                    self.ffmpegVersion(),
                    reportInterval,
                    topics,
                    Clock.systemUTC()),
                new SessionTimelines(flights, self.id(), incarnation, topics, Clock.systemUTC())),
            LogWriter.giveUpAfter(kafka, client + "-reports", REPORT_PATIENCE));
    Assignments following = Assignments.follow(kafka, topics, self.id(), ingests);
    assignments = following;
    return Optional.of(following);
  }

  /// Only when what was assigned before is known: who is heard is given processes, and of one that
  /// is given and withdrawn at once it would see the last word alone, and never report its end.
  private synchronized void beat(
      WorkerSelf self, Incarnation incarnation, Ingests ingests, Supplier<WorkerLoad> load) {
    if (closed) {
      return;
    }
    Heartbeat beating =
        new Heartbeat(
            self,
            incarnation,
            topics,
            LogWriter.giveUpAfter(
                kafka, client(self, incarnation) + "-heartbeat", self.interval().multipliedBy(2)),
            load,
            Clock.systemUTC());
    heartbeat = beating;
    isolation = IsolationWatch.start(isolationLimit, beating, ingests::endIsolated);
  }

  private static String client(WorkerSelf self, Incarnation incarnation) {
    return self.id() + "-" + incarnation;
  }
}

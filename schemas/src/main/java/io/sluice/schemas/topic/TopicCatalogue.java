package io.sluice.schemas.topic;

import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import io.sluice.schemas.AllocationFailed;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.DeadWebhook;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.LimitExceeded;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.Route;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.UpdateProcess;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.topic.Cleanup.Compact;
import io.sluice.schemas.topic.Cleanup.CompactAndDeleteAfter;
import io.sluice.schemas.topic.Cleanup.DeleteAfter;
import io.sluice.schemas.topic.Cleanup.KeepForEver;
import io.sluice.schemas.topic.Topic.Identity;
import io.sluice.schemas.topic.Topic.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// All topics of Sluice, with what a deployment chooses about them.
///
/// @param partitions of every topic: equal, so that all that concerns a process is in partitions of
///   one number, and one control plane owns them together
/// @param replicationFactor of every topic
/// @param reportRetention how long reports of FFmpeg are kept
public record TopicCatalogue(int partitions, int replicationFactor, Duration reportRetention) {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  /// How long reports of FFmpeg are kept unless somebody says otherwise.
  public static final Duration USUAL_REPORT_RETENTION = WEEK;

  /// What orchestrators want. A record in the wrong partition is moved by the control plane.
  public static final Topic COMMANDS =
      new Topic(
          "sluice.commands",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.ORCHESTRATORS,
          new DeleteAfter(WEEK),
          Set.of(
              StartProcess.class,
              StopProcess.class,
              RestartProcess.class,
              UpdateProcess.class,
              ReleaseProcess.class));

  /// What happened on the workers.
  public static final Topic WORKER_EVENTS =
      new Topic(
          "sluice.worker-events",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.WORKERS,
          new DeleteAfter(WEEK),
          Set.of(
              PortsAllocated.class,
              AllocationFailed.class,
              FfmpegStarting.class,
              FfmpegStarted.class,
              FfmpegFinishing.class,
              FfmpegExited.class,
              LimitExceeded.class,
              PublisherConnected.class,
              PublisherDisconnected.class,
              MediaStarted.class,
              MediaStalled.class,
              PictureSizeChanged.class,
              ProcessTornDown.class));

  /// The heartbeat of each worker.
  public static final Topic WORKERS =
      new Topic(
          "sluice.workers",
          Identity.WORKER,
          Identity.WORKER,
          Writer.WORKERS,
          new Compact(),
          Set.of(WorkerHeartbeat.class));

  /// What is wanted of workers: each order stands until its tombstone.
  public static final Topic WORKER_ORDERS =
      new Topic(
          "sluice.worker-orders",
          Identity.WORKER,
          Identity.WORKER,
          Writer.ORCHESTRATORS,
          new Compact(),
          Set.of(DrainWorker.class));

  /// The history: every input that was decided, with what followed.
  public static final Topic PROCESS_EVENTS =
      new Topic(
          "sluice.process-events",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.CONTROL_PLANE,
          new KeepForEver(),
          Set.of(Transition.class));

  /// Each process after its last transition.
  public static final Topic PROCESSES =
      new Topic(
          "sluice.processes",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.CONTROL_PLANE,
          new Compact(),
          Set.of(ProcessSnapshot.class));

  /// What each worker must be running: keyed by process, in the partition of the worker.
  public static final Topic ASSIGNMENTS =
      new Topic(
          "sluice.assignments",
          Identity.PROCESS,
          Identity.WORKER,
          Writer.CONTROL_PLANE,
          new Compact(),
          Set.of(Assignment.class));

  /// Where publishers of each process are to be led.
  public static final Topic ROUTES =
      new Topic(
          "sluice.routes",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.CONTROL_PLANE,
          new Compact(),
          Set.of(Route.class));

  /// What each run of FFmpeg said and did, whether its worker still lives or not.
  public static final Topic REPORTS =
      new Topic(
          "sluice.reports",
          Identity.RUN,
          Identity.PROCESS,
          Writer.WORKERS,
          new CompactAndDeleteAfter(USUAL_REPORT_RETENTION),
          Set.of(FfmpegReport.class));

  /// What each WHIP session went through, whether its worker still lives or not.
  public static final Topic SESSIONS =
      new Topic(
          "sluice.sessions",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.WORKERS,
          new DeleteAfter(WEEK),
          Set.of(SessionTimeline.class));

  /// What webhooks did not take.
  public static final Topic WEBHOOKS_DEAD =
      new Topic(
          "sluice.webhooks-dead",
          Identity.PROCESS,
          Identity.PROCESS,
          Writer.CONTROL_PLANE,
          new DeleteAfter(MONTH),
          Set.of(DeadWebhook.class));

  /// Every topic with its usual settings, inputs first.
  public static final List<Topic> TOPICS =
      List.of(
          COMMANDS,
          WORKER_EVENTS,
          WORKERS,
          WORKER_ORDERS,
          PROCESS_EVENTS,
          PROCESSES,
          ASSIGNMENTS,
          ROUTES,
          REPORTS,
          SESSIONS,
          WEBHOOKS_DEAD);

  public TopicCatalogue {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1, is " + partitions);
    }
    if (replicationFactor < 1) {
      throw new IllegalArgumentException(
          "replication factor must be at least 1, is " + replicationFactor);
    }
    if (reportRetention.isNegative() || reportRetention.isZero()) {
      throw new IllegalArgumentException("report retention must be longer than zero");
    }
  }

  /// One that keeps reports as long as usual.
  public TopicCatalogue(int partitions, int replicationFactor) {
    this(partitions, replicationFactor, USUAL_REPORT_RETENTION);
  }

  /// Every topic as this deployment wants it, inputs first.
  public List<Topic> topics() {
    return TOPICS.stream()
        .map(topic ->
            topic.equals(REPORTS)
                ? topic.cleanedUpBy(new CompactAndDeleteAfter(reportRetention))
                : topic)
        .toList();
  }

  /// Home of all that concerns `process`, except its assignment.
  public int partitionOf(ProcessId process) {
    return Partitions.of(process.value(), partitions);
  }

  /// Home of a worker's heartbeat, of the order to it and of all assignments to it.
  public int partitionOf(WorkerId worker) {
    return Partitions.of(worker.value(), partitions);
  }
}

package io.sluice.schemas.codec;

import io.sluice.schemas.AddressLists;
import io.sluice.schemas.AllocationFailed;
import io.sluice.schemas.Assignment;
import io.sluice.schemas.Candidate;
import io.sluice.schemas.CommandAccepted;
import io.sluice.schemas.CommandChangedNothing;
import io.sluice.schemas.CommandOutcome;
import io.sluice.schemas.CommandRejected;
import io.sluice.schemas.CommandRepeated;
import io.sluice.schemas.DeadWebhook;
import io.sluice.schemas.DrainDue;
import io.sluice.schemas.DrainWorker;
import io.sluice.schemas.FactIgnored;
import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFailure;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegLine;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.FleetSurvey;
import io.sluice.schemas.IncarnationChanged;
import io.sluice.schemas.InputPosition;
import io.sluice.schemas.InputRefused;
import io.sluice.schemas.LeavingWorker;
import io.sluice.schemas.Leg;
import io.sluice.schemas.LimitExceeded;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.MoveBegan;
import io.sluice.schemas.MoveCutShort;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PlacementDue;
import io.sluice.schemas.PlacementLost;
import io.sluice.schemas.PlacementPostponed;
import io.sluice.schemas.PlacementScore;
import io.sluice.schemas.PlacementWish;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessPlaced;
import io.sluice.schemas.ProcessQuarantined;
import io.sluice.schemas.ProcessReleased;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import io.sluice.schemas.Reception;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.ReleaseProcess;
import io.sluice.schemas.RestartProcess;
import io.sluice.schemas.RestartRequested;
import io.sluice.schemas.Route;
import io.sluice.schemas.SessionStep;
import io.sluice.schemas.SessionTimeline;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.StopRequested;
import io.sluice.schemas.Supervision;
import io.sluice.schemas.Transition;
import io.sluice.schemas.UnreadableInput;
import io.sluice.schemas.UpdateProcess;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.WorkerHeartbeat;
import io.sluice.schemas.WorkerLost;
import io.sluice.schemas.WorkerRestarted;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// Every record generated from `src/main/avro`: the only classes that Avro may make from bytes.
final class KnownRecords {
  static final List<Class<? extends SpecificRecord>> CLASSES =
      List.of(
          AddressLists.class,
          AllocationFailed.class,
          Assignment.class,
          Candidate.class,
          CommandAccepted.class,
          CommandChangedNothing.class,
          CommandOutcome.class,
          CommandRejected.class,
          CommandRepeated.class,
          DeadWebhook.class,
          DrainDue.class,
          DrainWorker.class,
          FactIgnored.class,
          FactOrigin.class,
          FfmpegExited.class,
          FfmpegFailure.class,
          FfmpegFinishing.class,
          FfmpegLine.class,
          FfmpegReport.class,
          FfmpegStarted.class,
          FfmpegStarting.class,
          FleetSurvey.class,
          IncarnationChanged.class,
          InputPosition.class,
          InputRefused.class,
          LeavingWorker.class,
          Leg.class,
          LimitExceeded.class,
          MediaPorts.class,
          MediaStalled.class,
          MediaStarted.class,
          MoveBegan.class,
          MoveCutShort.class,
          PictureSizeChanged.class,
          PlacementDue.class,
          PlacementLost.class,
          PlacementPostponed.class,
          PlacementScore.class,
          PlacementWish.class,
          PortsAllocated.class,
          ProcessConfig.class,
          ProcessConfigured.class,
          ProcessPlaced.class,
          ProcessQuarantined.class,
          ProcessReleased.class,
          ProcessSnapshot.class,
          ProcessStopped.class,
          ProcessTornDown.class,
          PublisherConnected.class,
          PublisherDisconnected.class,
          Reception.class,
          Recorded.class,
          ReleaseProcess.class,
          RestartProcess.class,
          RestartRequested.class,
          Route.class,
          SessionStep.class,
          SessionTimeline.class,
          StartProcess.class,
          StopProcess.class,
          StopRequested.class,
          Supervision.class,
          Transition.class,
          UnreadableInput.class,
          UpdateProcess.class,
          WhipIngest.class,
          WorkerHeartbeat.class,
          WorkerLost.class,
          WorkerRestarted.class);

  private KnownRecords() {}
}

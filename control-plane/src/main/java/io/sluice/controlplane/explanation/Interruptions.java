package io.sluice.controlplane.explanation;

import io.sluice.controlplane.history.RecordedTransition;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.CommandAccepted;
import io.sluice.controlplane.process.ProcessEvent.CommandChangedNothing;
import io.sluice.controlplane.process.ProcessEvent.CommandRejected;
import io.sluice.controlplane.process.ProcessEvent.CommandRepeated;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.IncarnationChanged;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessEvent.MoveBegan;
import io.sluice.controlplane.process.ProcessEvent.MoveCutShort;
import io.sluice.controlplane.process.ProcessEvent.PlacementLost;
import io.sluice.controlplane.process.ProcessEvent.PlacementPostponed;
import io.sluice.controlplane.process.ProcessEvent.ProcessConfigured;
import io.sluice.controlplane.process.ProcessEvent.ProcessPlaced;
import io.sluice.controlplane.process.ProcessEvent.ProcessQuarantined;
import io.sluice.controlplane.process.ProcessEvent.ProcessReleased;
import io.sluice.controlplane.process.ProcessEvent.ProcessStopped;
import io.sluice.controlplane.process.ProcessEvent.RestartRequested;
import io.sluice.controlplane.process.ProcessEvent.StopRequested;
import io.sluice.controlplane.process.WorkerFact.AllocationFailed;
import io.sluice.controlplane.process.WorkerFact.FfmpegExited;
import io.sluice.controlplane.process.WorkerFact.FfmpegFinishing;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarted;
import io.sluice.controlplane.process.WorkerFact.FfmpegStarting;
import io.sluice.controlplane.process.WorkerFact.LimitExceeded;
import io.sluice.controlplane.process.WorkerFact.MediaStalled;
import io.sluice.controlplane.process.WorkerFact.MediaStarted;
import io.sluice.controlplane.process.WorkerFact.PictureSizeChanged;
import io.sluice.controlplane.process.WorkerFact.PortsAllocated;
import io.sluice.controlplane.process.WorkerFact.ProcessTornDown;
import io.sluice.controlplane.process.WorkerFact.PublisherConnected;
import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;

/// Which events a viewer or a recording notices as an end of the stream.
public final class Interruptions {
  private Interruptions() {}

  public static boolean in(RecordedTransition transition) {
    return transition.events().stream().anyMatch(Interruptions::is);
  }

  static boolean is(ProcessEvent event) {
    return switch (event) {
      case FfmpegExited _,
          PublisherDisconnected _,
          MediaStalled _,
          AllocationFailed _,
          ProcessTornDown _,
          PlacementLost _,
          MoveCutShort _,
          IncarnationChanged _,
          RestartRequested _,
          FfmpegFinishing _,
          LimitExceeded _,
          ProcessQuarantined _,
          StopRequested _,
          ProcessStopped _ ->
          true;
      case PortsAllocated _,
          FfmpegStarting _,
          FfmpegStarted _,
          PublisherConnected _,
          MediaStarted _,
          PictureSizeChanged _,
          CommandAccepted _,
          CommandChangedNothing _,
          CommandRejected _,
          CommandRepeated _,
          ProcessConfigured _,
          ProcessPlaced _,
          MoveBegan _,
          ProcessReleased _,
          PlacementPostponed _,
          FactIgnored _,
          InputRefused _ ->
          false;
    };
  }
}

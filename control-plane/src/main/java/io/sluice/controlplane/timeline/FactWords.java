package io.sluice.controlplane.timeline;

import io.sluice.schemas.AllocationFailed;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.FfmpegFinishing;
import io.sluice.schemas.FfmpegStarted;
import io.sluice.schemas.FfmpegStarting;
import io.sluice.schemas.LimitExceeded;
import io.sluice.schemas.MediaStalled;
import io.sluice.schemas.MediaStarted;
import io.sluice.schemas.PictureSizeChanged;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import io.sluice.schemas.PublisherConnected;
import io.sluice.schemas.PublisherDisconnected;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/// What matters in a worker's fact, in a few words.
public final class FactWords {
  private FactWords() {}

  public static String of(SpecificRecord fact) {
    return switch (fact) {
      case PortsAllocated f -> ports(f);
      case AllocationFailed f -> f.getReason() + ": " + f.getDetail();
      case FfmpegStarting f -> attempt(f.getAttempt()) + f.getCause();
      case FfmpegFinishing f -> f.getCause();
      case LimitExceeded f ->
          "%s: %d, allowed %d %s"
              .formatted(
                  f.getLimit(),
                  f.getUsed(),
                  f.getAllowed(),
                  f.getLimit().equals("CPU") ? "% of a core" : "MiB");
      case FfmpegStarted f ->
          "pid " + f.getPid() + ", listening after " + millis(f.getStartupMicros());
      case FfmpegExited f -> exited(f);
      case PublisherConnected f -> connected(f);
      case MediaStarted f -> started(f);
      case MediaStalled f -> "nothing for " + millis(f.getSilentMicros());
      case PictureSizeChanged f ->
          "%dx%d, before %dx%d"
              .formatted(f.getToWidth(), f.getToHeight(), f.getFromWidth(), f.getFromHeight());
      case PublisherDisconnected f -> disconnected(f);
      case ProcessTornDown f -> f.getReason() + (f.getForced() ? ", by force" : "");
      default -> "";
    };
  }

  private static String ports(PortsAllocated fact) {
    var ports = fact.getPorts();
    return "video %d/%d, audio %d/%d on %s%s"
        .formatted(
            ports.getVideoRtp(),
            ports.getVideoRtcp(),
            ports.getAudioRtp(),
            ports.getAudioRtcp(),
            fact.getOrigin().getWorkerId(),
            fact.getAttempt() > 1 ? ", attempt " + fact.getAttempt() : "");
  }

  private static String attempt(int attempt) {
    return attempt > 1 ? "attempt " + attempt + ", " : "";
  }

  private static String exited(FfmpegExited fact) {
    String how =
        fact.getSignal().isPresent()
            ? "signal " + fact.getSignal().get()
            : "code " + fact.getExitCode().map(String::valueOf).orElse("unknown");
    boolean hasMore = !fact.getExpected() && !fact.getLastLines().isEmpty();
    return fact.getReason() + ", " + how + (hasMore ? ": " + fact.getLastLines().getLast() : "");
  }

  private static String connected(PublisherConnected fact) {
    return "%s %s from %s, %s after the POST"
        .formatted(
            fact.getVideoCodec(),
            fact.getAudioCodec(),
            fact.getRemoteAddress(),
            millis(fact.getSincePostMicros()));
  }

  private static String started(MediaStarted fact) {
    String size = fact.getWidth() > 0 ? fact.getWidth() + "x" + fact.getHeight() + ", " : "";
    return size + millis(fact.getSincePostMicros()) + " after the POST";
  }

  private static String disconnected(PublisherDisconnected fact) {
    return "%s, %d packets, %d lost"
        .formatted(fact.getReason(), fact.getPacketsReceived(), fact.getPacketsLost());
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%d ms", Math.round(micros / 1000.0));
  }
}

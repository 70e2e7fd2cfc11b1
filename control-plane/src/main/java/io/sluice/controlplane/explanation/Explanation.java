package io.sluice.controlplane.explanation;

import io.sluice.controlplane.process.WorkerFact.PublisherDisconnected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why one transition happened.
///
/// @param because the earliest interruption in the chain, which may be the subject itself
/// @param leadingUp what it follows from, in order, and the subject last
/// @param following what follows from it, in order
/// @param ffmpegEnd the unexpected end of FFmpeg in the chain, if that is the cause
/// @param publisherLeft the end of a publisher's session in the chain, if that is the cause
public record Explanation(
    Step subject,
    Step because,
    List<Step> leadingUp,
    List<Step> following,
    @Nullable FfmpegEnd ffmpegEnd,
    @Nullable PublisherDisconnected publisherLeft) {
  public Explanation {
    leadingUp = List.copyOf(leadingUp);
    following = List.copyOf(following);
  }
}

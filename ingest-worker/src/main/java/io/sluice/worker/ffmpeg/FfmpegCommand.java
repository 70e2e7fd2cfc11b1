package io.sluice.worker.ffmpeg;

import io.sluice.process.rules.AddressRules;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.sdp.MediaCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FFmpeg's arguments, made anew for each start: the ports are in them.
///
/// The two WHIP legs, `whip:video` and `whip:audio`, are prepended to the process's inputs as one:
/// FFmpeg reads RTP only by a session description, and one description keeps picture and sound on
/// one clock. They are streams 0:0 and 0:1.
public final class FfmpegCommand {
  /// The ids by which the prepended legs are known.
  public static final List<String> WHIP_LEG_IDS = List.of("whip:video", "whip:audio");

  private static final List<String> ALWAYS =
      List.of(
          "-y",
          "-nostats",
          "-hide_banner",
          "-loglevel",
          "warning",
          "-progress",
          "pipe:1",
          "-stats_period",
          "0.5");

  private static final List<String> WHIP_INPUT =
      List.of(
          "-protocol_whitelist",
          "data,udp,rtp",
          // Without it FFmpeg listens on all addresses, and a BYE from outside would end it.
          "-localaddr",
          "127.0.0.1",
          // Bytes; the kernel caps it at net.core.rmem_max.
          "-buffer_size",
          "4194304",
          // Wait for the first packet for ever: publishers come and go as they like.
          "-listen_timeout",
          "0",
          // First output byte after 0.3 s instead of 0.9 s.
          "-fpsprobesize",
          "0",
          "-analyzeduration",
          "1000000",
          "-f",
          "sdp");

  private FfmpegCommand() {}

  /// @param job its outputs' paths resolved to where they really are, its secrets filled in
  /// @param whip where FFmpeg is to listen; empty when the process has inputs of its own alone
  public static List<String> arguments(FfmpegJob job, Optional<LegPlan> whip) {
    List<String> arguments = new ArrayList<>(ALWAYS);
    arguments.addAll(job.options());
    whip.ifPresent(plan -> addWhipInput(arguments, plan));
    job.inputs().forEach(leg -> addInput(arguments, leg));
    Optional<MediaCodec> video = whip.flatMap(plan -> Optional.ofNullable(plan.choice().video()));
    List<String> isolated = new ArrayList<>();
    for (FfmpegLeg leg : job.outputs()) {
      List<String> options =
          new ArrayList<>(OutputDefaults.of(leg.address(), leg.options(), video));
      options.addAll(leg.options());
      if (OutputIsolation.isolates(job, leg, options)) {
        isolated.addAll(OutputIsolation.arguments(leg, options));
      } else {
        arguments.addAll(options);
        arguments.add(leg.address());
      }
    }
    // FFmpeg finalises outputs in this order: files before connections, which may hang.
    arguments.addAll(isolated);
    return List.copyOf(arguments);
  }

  private static void addWhipInput(List<String> arguments, LegPlan plan) {
    arguments.addAll(WHIP_INPUT);
    arguments.add("-i");
    arguments.add(InputSdp.asDataUrl(plan));
  }

  private static void addInput(List<String> arguments, FfmpegLeg leg) {
    arguments.addAll(leg.options());
    if (!AddressRules.isTestSource(leg)) {
      arguments.add("-protocol_whitelist");
      arguments.add(InputProtocols.of(leg.address()));
    }
    arguments.add("-i");
    arguments.add(leg.address());
  }
}

package io.sluice.standalone.cli.past;

import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.controlplane.timeline.Wrapping;
import io.sluice.schemas.CommandOutcome;
import io.sluice.schemas.Leg;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.redaction.AddressRedaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A state as lines for a terminal of 80 columns.
final class StateText {
  private static final int WIDTH = 80;
  private static final String LAYOUT = "%-10s %s";
  private static final int VALUE_WIDTH = WIDTH - 10 - 1;
  private static final int COMMANDS_SHOWN = 3;

  private final List<String> lines = new ArrayList<>();

  private StateText() {}

  static List<String> lines(ProcessSnapshot state) {
    StateText text = new StateText();
    text.write(state);
    return text.lines;
  }

  private void write(ProcessSnapshot state) {
    lines.addAll(
        Wrapping.lines(
            "%s after transition %d, %s"
                .formatted(
                    state.getProcessId(), state.getSequence(), UtcTime.whole(state.getChangedAt())),
            WIDTH));
    add("state", state.getState() + (state.getForced() ? ", by force" : ""));
    add("reason", state.getReason());
    add("worker", state.getWorkerId().orElse(""));
    add("generation", state.getGeneration() == 0 ? "" : String.valueOf(state.getGeneration()));
    add("FFmpeg", ffmpeg(state));
    add("ports", state.getPorts().map(StateText::ports).orElse(""));
    add("WHIP", state.getWhipUrl().orElse(""));
    add(
        "publisher",
        state.getPublisher().map(p -> p + (state.getMediaFlowing() ? ", sending" : "")).orElse(""));
    state.getConfig().ifPresent(this::write);
    state.getOutcomes().reversed().stream().limit(COMMANDS_SHOWN).forEach(this::write);
  }

  private void write(ProcessConfig config) {
    add("reference", config.getReference());
    var whip = config.getWhipIngest();
    if (whip.getEnabled()) {
      add(
          "takes",
          "%s as %d, %s as %d, FFmpeg starts %s"
              .formatted(
                  String.join("/", whip.getVideoCodec()),
                  whip.getVideoPayloadType(),
                  String.join("/", whip.getAudioCodec()),
                  whip.getAudioPayloadType(),
                  whip.getStart()));
    }
    add("inputs", addresses(config.getInput()));
    add("outputs", addresses(config.getOutput()));
  }

  private void write(CommandOutcome outcome) {
    add(
        "command",
        "%s %s in %d%s"
            .formatted(
                outcome.getCommandId(),
                outcome.getOutcome(),
                outcome.getSequence(),
                outcome.getDetail().map(detail -> ": " + detail).orElse("")));
  }

  private static String ffmpeg(ProcessSnapshot state) {
    if (state.getAttempt() == 0) {
      return "";
    }
    return "attempt "
        + state.getAttempt()
        + state.getFfmpegPid().map(pid -> ", pid " + pid).orElse(", not running");
  }

  private static String ports(MediaPorts ports) {
    return "video %d/%d, audio %d/%d"
        .formatted(
            ports.getVideoRtp(), ports.getVideoRtcp(), ports.getAudioRtp(), ports.getAudioRtcp());
  }

  private static String addresses(List<Leg> legs) {
    return legs.stream()
        .map(leg -> leg.getId() + " " + AddressRedaction.redacted(leg.getAddress()))
        .collect(Collectors.joining(", "));
  }

  /// Nothing for what is empty.
  private void add(String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    for (String part : Wrapping.lines(value, VALUE_WIDTH)) {
      lines.add(LAYOUT.formatted(name, part).stripTrailing());
      name = "";
    }
  }
}

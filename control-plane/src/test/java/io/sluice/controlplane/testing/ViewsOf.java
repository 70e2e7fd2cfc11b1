package io.sluice.controlplane.testing;

import io.sluice.controlplane.views.CommandResult;
import io.sluice.controlplane.views.Outcome;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.RouteView;
import io.sluice.controlplane.views.WorkerView;
import io.sluice.identity.CommandId;
import io.sluice.identity.Generation;
import io.sluice.identity.ProcessId;
import io.sluice.identity.WorkerId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Views with everything that a test does not care for filled in.
public final class ViewsOf {
  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private ViewsOf() {}

  public static ProcessView process(String id, ProcessStatus status) {
    return process(id, status, 1);
  }

  public static ProcessView process(String id, ProcessStatus status, long sequence) {
    return process(id, status, sequence, "", true);
  }

  public static ProcessView process(
      String id, ProcessStatus status, long sequence, String reference, boolean whip) {
    return new ProcessView(
        new ProcessId(id),
        sequence,
        NOON,
        status,
        new ProcessView.Config(
            reference,
            new ProcessView.WhipIngest(
                whip, List.of("H264"), List.of("OPUS"), 96, 111, true, "EAGER", false, "CONTINUE"),
            List.of(),
            List.of(new ProcessView.Leg("file", "a.mkv", List.of("-c", "copy"))),
            List.of(),
            Map.of("room", "7"),
            new ProcessView.Placement(Map.of(), Map.of(), "NONE"),
            "CONTINUE",
            null),
        1,
        "w1",
        null,
        1,
        new ProcessView.Ports(20000, 20001, 20002, 20003),
        4711L,
        null,
        false,
        "",
        "",
        false,
        1,
        "RUNNING",
        List.of());
  }

  public static RouteView route(String id, String worker, String whipUrl) {
    return new RouteView(
        new ProcessId(id), new WorkerId(worker), new Generation(1), URI.create(whipUrl));
  }

  public static WorkerView worker(String id, String publicUrl) {
    return new WorkerView(
        new WorkerId(id),
        1,
        "READY",
        NOON,
        "http://127.0.0.1:1",
        publicUrl,
        List.of("192.0.2.1:8189"),
        100,
        1,
        99,
        -1,
        -1,
        0,
        new WorkerView.Ffmpeg(
            "8.1", List.of("AV1_RTP"), List.of("mp4"), List.of("libx264"), List.of("srt")),
        Map.of(),
        null);
  }

  public static CommandResult result(
      String id,
      String commandId,
      long sequence,
      Outcome outcome,
      String reason,
      @Nullable String field,
      String detail) {
    return new CommandResult(
        new ProcessId(id), new CommandId(commandId), sequence, outcome, reason, field, detail);
  }
}

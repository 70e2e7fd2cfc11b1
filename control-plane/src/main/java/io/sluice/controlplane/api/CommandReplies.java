package io.sluice.controlplane.api;

import io.micronaut.http.MutableHttpResponse;
import io.sluice.controlplane.process.Rejection;
import io.sluice.controlplane.views.CommandResult;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.whip.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/// What became of a command, as a response.
final class CommandReplies {
  private static final Duration SOON = Duration.ofSeconds(2);

  private CommandReplies() {}

  /// @param path of the request
  static MutableHttpResponse<String> started(CommandFate fate, String path) {
    return switch (fate) {
      case CommandFate.Settled(CommandResult result, ProcessView process) ->
          Replies.ok(Json.write(out -> ProcessJson.write(out, process)))
              .status(201)
              .headers(h -> h.location(URI.create(ProcessesController.PATH + "/" + process.id())))
              .header("Idempotency-Key", result.commandId().value());
      case CommandFate.Rejected(CommandResult result) -> rejected(result, path);
      case CommandFate.Unknown unknown -> unknown(unknown, path);
      case CommandFate.NotSent notSent -> notSent(notSent, path);
    };
  }

  /// @param path of the request
  static MutableHttpResponse<String> settled(CommandFate fate, String path) {
    return switch (fate) {
      case CommandFate.Settled(CommandResult result, ProcessView process) ->
          Replies.ok(outcome(result, process));
      case CommandFate.Rejected(CommandResult result) -> rejected(result, path);
      case CommandFate.Unknown unknown -> unknown(unknown, path);
      case CommandFate.NotSent notSent -> notSent(notSent, path);
    };
  }

  private static String outcome(CommandResult result, ProcessView process) {
    return Json.write(out -> {
      out.writeStartObject();
      out.writeStringField("id", result.processId().value());
      out.writeStringField("commandId", result.commandId().value());
      out.writeStringField("outcome", result.outcome().name());
      out.writeStringField("reason", result.reason());
      out.writeStringField("detail", result.detail());
      out.writeNumberField("sequence", result.sequence());
      out.writeStringField("state", process.status().name());
      out.writeEndObject();
    });
  }

  private static MutableHttpResponse<String> rejected(CommandResult result, String path) {
    Problem problem =
        Problem.of(statusOf(result.reason()), result.reason(), result.detail())
            .at(path)
            .with("commandId", result.commandId().value());
    String field = result.field();
    if (field != null) {
      problem = problem.with("field", field);
    }
    return result.reason().equals(Rejection.STILL_STOPPING.name())
        ? Replies.problemForNow(problem, SOON)
        : Replies.problem(problem);
  }

  /// A reason of a control plane newer than this one is a refusal all the same.
  private static int statusOf(String reason) {
    return Arrays.stream(Rejection.values())
        .filter(known -> known.name().equals(reason))
        .findFirst()
        .map(CommandReplies::statusOf)
        .orElse(422);
  }

  private static int statusOf(Rejection rejection) {
    return switch (rejection) {
      case ALREADY_STARTED, NOT_STARTED, QUARANTINED, STILL_STOPPING -> 409;
      case INVALID_CONFIG, INVALID_PROCESS_ID, INVALID_COMMAND_ID -> 422;
      // Key and value are both written here.
      case KEY_MISMATCH -> 500;
    };
  }

  private static MutableHttpResponse<String> unknown(CommandFate.Unknown fate, String path) {
    String id = fate.commandId().value();
    return Replies.problemForNow(
        Problem.of(
                503,
                "OUTCOME_UNKNOWN",
                "nothing was heard of the command in time; it may still be settled: repeat the"
                    + " request with the header Idempotency-Key: "
                    + id
                    + " to get its outcome without doing it twice")
            .at(path)
            .with("commandId", id),
        SOON);
  }

  private static MutableHttpResponse<String> notSent(CommandFate.NotSent fate, String path) {
    return Replies.problemForNow(
        Problem.of(503, "NOT_READY", fate.why() + "; nothing was done, try again").at(path), SOON);
  }
}

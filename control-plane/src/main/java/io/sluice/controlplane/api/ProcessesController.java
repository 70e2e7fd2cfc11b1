package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.sluice.controlplane.reports.ReportIndex;
import io.sluice.controlplane.reports.RunSummary;
import io.sluice.controlplane.views.CaughtUp;
import io.sluice.controlplane.views.ProcessStatus;
import io.sluice.controlplane.views.ProcessView;
import io.sluice.controlplane.views.Processes;
import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import io.sluice.whip.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Processes: started by POST, shown by GET, updated by PUT, stopped by DELETE; restarted and
/// released by POST below them.
@Controller(ProcessesController.PATH)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
final class ProcessesController {
  static final String PATH = "/api/v1/processes";

  /// Hundreds of outputs fit in.
  static final int MAX_BODY_BYTES = 1 << 20;

  private final CommandDesk commands;
  private final Processes processes;
  private final CaughtUp views;
  private final ReportIndex reports;

  ProcessesController(
      CommandDesk commands, Processes processes, CaughtUp views, ReportIndex reports) {
    this.commands = commands;
    this.processes = processes;
    this.views = views;
    this.reports = reports;
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  CompletionStage<? extends HttpResponse<?>> start(
      HttpRequest<?> request,
      @Body byte @Nullable [] body,
      @Header("Idempotency-Key") @Nullable String idempotencyKey) {
    try {
      CommandId commandId = IdempotencyKey.commandId(idempotencyKey);
      NewProcess process = NewProcess.read(limited(body));
      return commands
          .start(process.id(), commandId, process.config())
          .thenApply(fate -> CommandReplies.started(fate, request.getPath()));
    } catch (RequestRefusedException e) {
      return done(Replies.problem(e.problem().at(request.getPath())));
    }
  }

  /// @param id only processes of these ids, separated by commas; what is not there is left out
  /// @param reference only processes of this reference
  /// @param state only processes in this state
  @Get
  HttpResponse<?> list(
      HttpRequest<?> request,
      @QueryValue @Nullable String id,
      @QueryValue @Nullable String reference,
      @QueryValue @Nullable String state) {
    Optional<ProcessStatus> wanted = ProcessStatus.named(state == null ? "" : state);
    if (state != null && wanted.isEmpty()) {
      String known =
          String.join(", ", Arrays.stream(ProcessStatus.values()).map(Enum::name).toList());
      return Replies.problem(
          Problem.of(400, "UNKNOWN_STATE", "state must be one of " + known)
              .at(request.getPath())
              .with("field", "state"));
    }
    List<ProcessView> found =
        listed(id)
            .filter(process -> wanted.isEmpty() || process.status() == wanted.get())
            .filter(process -> reference == null || hasReference(process, reference))
            .toList();
    return Replies.ok(
        Json.list(
            "processes",
            found,
            (out, process) -> ProcessJson.write(out, process, running(process))));
  }

  @Get("/{id}")
  HttpResponse<?> show(HttpRequest<?> request, String id) {
    return find(id)
        .<HttpResponse<?>>map(
            p -> Replies.ok(Json.write(out -> ProcessJson.write(out, p, running(p)))))
        .orElseGet(() -> notFound(request));
  }

  @Delete("/{id}")
  CompletionStage<? extends HttpResponse<?>> stop(
      HttpRequest<?> request,
      String id,
      @Header("Idempotency-Key") @Nullable String idempotencyKey) {
    return settle(request, id, idempotencyKey, commands::stop);
  }

  @Post("/{id}/restart")
  @Consumes(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> restart(
      HttpRequest<?> request,
      String id,
      @Header("Idempotency-Key") @Nullable String idempotencyKey) {
    return settle(request, id, idempotencyKey, commands::restart);
  }

  @Post("/{id}/release")
  @Consumes(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> release(
      HttpRequest<?> request,
      String id,
      @Header("Idempotency-Key") @Nullable String idempotencyKey) {
    return settle(request, id, idempotencyKey, commands::release);
  }

  /// Gives a started process another configuration, the whole of it.
  @Put("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  CompletionStage<? extends HttpResponse<?>> update(
      HttpRequest<?> request,
      String id,
      @Body byte @Nullable [] body,
      @Header("Idempotency-Key") @Nullable String idempotencyKey) {
    return settle(
        request,
        id,
        idempotencyKey,
        (process, commandId) -> {
          NewProcess wanted = NewProcess.read(limited(body));
          if (!wanted.id().equals(process)) {
            throw RequestRefusedException.field(
                "id", "ID_MISMATCH", "must be the id of the path, " + process);
          }
          return commands.update(process, commandId, wanted.config());
        });
  }

  /// Writes a command to a process that is known.
  private interface Writing {
    /// @throws RequestRefusedException when what was sent cannot be read
    CompletionStage<CommandFate> write(ProcessId id, CommandId commandId);
  }

  private CompletionStage<? extends HttpResponse<?>> settle(
      HttpRequest<?> request, String id, @Nullable String idempotencyKey, Writing writing) {
    try {
      CommandId commandId = IdempotencyKey.commandId(idempotencyKey);
      // What the views do not know may exist as long as they have not read everything.
      if (views.isCaughtUp() ? find(id).isEmpty() : !ProcessId.problem(id).isEmpty()) {
        return done(notFound(request));
      }
      return writing
          .write(new ProcessId(id), commandId)
          .thenApply(fate -> CommandReplies.settled(fate, request.getPath()));
    } catch (RequestRefusedException e) {
      return done(Replies.problem(e.problem().at(request.getPath())));
    }
  }

  /// The run that goes on, as it was last reported.
  private Optional<RunSummary> running(ProcessView process) {
    return reports
        .find(process.id(), process.generation(), process.attempt())
        .filter(run -> !run.ended());
  }

  private Stream<ProcessView> listed(@Nullable String ids) {
    return ids == null
        ? processes.all().stream().filter(ProcessesController::isKnown)
        : Arrays.stream(ids.split(",")).distinct().flatMap(id -> find(id).stream());
  }

  private Optional<ProcessView> find(String id) {
    return ProcessId.problem(id).isEmpty()
        ? processes.find(new ProcessId(id)).filter(ProcessesController::isKnown)
        : Optional.empty();
  }

  /// ABSENT is what is left of an id when nothing but refused commands ever named it.
  private static boolean isKnown(ProcessView process) {
    return process.status() != ProcessStatus.ABSENT;
  }

  private static boolean hasReference(ProcessView process, String reference) {
    ProcessView.Config config = process.config();
    return config != null && config.reference().equals(reference);
  }

  private static byte[] limited(byte @Nullable [] body) {
    byte[] given = body == null ? new byte[0] : body;
    if (given.length > MAX_BODY_BYTES) {
      throw RequestRefusedException.because(
          413, "TOO_LARGE", "a process may have " + MAX_BODY_BYTES + " bytes");
    }
    return given;
  }

  private static HttpResponse<?> notFound(HttpRequest<?> request) {
    return Replies.problem(
        Problem.of(404, "UNKNOWN_PROCESS", "no process of this id was ever started")
            .at(request.getPath()));
  }

  private static CompletionStage<HttpResponse<?>> done(HttpResponse<?> response) {
    return CompletableFuture.completedFuture(response);
  }
}

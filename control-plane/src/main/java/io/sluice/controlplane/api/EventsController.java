package io.sluice.controlplane.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.sluice.controlplane.feed.FeedFilter;
import io.sluice.controlplane.feed.LiveFeed;
import io.sluice.controlplane.views.Processes;
import io.sluice.whip.Problem;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/// The live feed as server-sent events.
///
/// Thread: each reader has a virtual one, on which it waits.
@Controller(EventsController.PATH)
@Produces({MediaType.TEXT_EVENT_STREAM, "application/problem+json"})
final class EventsController {
  static final String PATH = "/api/v1/events";

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final LiveFeed feed;
  private final Processes processes;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  EventsController(LiveFeed feed, Processes processes) {
    this.feed = feed;
    this.processes = processes;
  }

  /// @param process ids, separated by commas
  /// @param reference references, separated by commas
  /// @param type of events or causes, separated by commas
  /// @param also `workers`, `progress`
  /// @param lastEventId the same as the header, for who cannot send one
  @Get
  HttpResponse<?> follow(
      HttpRequest<?> request,
      @Header("Last-Event-ID") @Nullable String lastEventIdHeader,
      @QueryValue @Nullable String lastEventId,
      @QueryValue @Nullable String process,
      @QueryValue @Nullable String reference,
      @QueryValue @Nullable String type,
      @QueryValue @Nullable String also) {
    Optional<Set<FeedFilter.Also>> beside = also(set(also));
    if (beside.isEmpty()) {
      return Replies.problem(
          Problem.of(400, "MALFORMED_REQUEST", "also may be 'workers' and 'progress'")
              .at(request.getPath())
              .with("field", "also"));
    }
    FeedFilter filter = new FeedFilter(set(process), set(reference), set(type), beside.get());
    Optional<String> position =
        Optional.ofNullable(lastEventIdHeader == null ? lastEventId : lastEventIdHeader)
            .filter(id -> !id.isEmpty());
    return switch (feed.join(position, filter)) {
      case LiveFeed.Joining.Joined(var reader) -> stream(new EventStream(reader, processes));
      case LiveFeed.Joining.NoPosition _ ->
          Replies.problem(
              Problem.of(400, "MALFORMED_POSITION", "Last-Event-ID is no position of this feed")
                  .at(request.getPath()));
      case LiveFeed.Joining.NotReady _ ->
          Replies.problemForNow(
              Problem.of(503, "NOT_READY", "Kafka was not reached yet").at(request.getPath()),
              RETRY);
      case LiveFeed.Joining.TooMany _ ->
          Replies.problemForNow(
              Problem.of(503, "TOO_MANY_READERS", "no more can read the feed here now")
                  .at(request.getPath()),
              RETRY);
    };
  }

  private HttpResponse<?> stream(EventStream stream) {
    Flux<Event<String>> events =
        Flux.<Event<String>, EventStream>generate(
                () -> stream, EventStream::next, EventStream::close)
            .subscribeOn(Schedulers.fromExecutorService(threads));
    return HttpResponse.ok(events)
        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
  }

  private static Set<String> set(@Nullable String list) {
    return list == null
        ? Set.of()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Set<FeedFilter.Also>> also(Set<String> names) {
    Set<FeedFilter.Also> known =
        Arrays.stream(FeedFilter.Also.values())
            .filter(value -> names.contains(value.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    return known.size() == names.size() ? Optional.of(known) : Optional.empty();
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}

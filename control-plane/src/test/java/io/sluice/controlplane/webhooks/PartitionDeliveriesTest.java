package io.sluice.controlplane.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.controlplane.feed.DecidedMapping;
import io.sluice.controlplane.feed.FeedFilter;
import io.sluice.controlplane.testing.Transitions;
import io.sluice.controlplane.views.Processes;
import io.sluice.eventlog.InputPosition;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.share.Mark;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.Transition;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionDeliveriesTest {
  private static final RecordCodec CODEC = RecordCodec.standard();
  private static final FeedFilter ALL = new FeedFilter(Set.of(), Set.of(), Set.of(), Set.of());

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<String> dead = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicLong nanos = new AtomicLong();
  private final Semaphore pauses = new Semaphore(0);
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private PartitionDeliveries deliveries = deliveries(new Mark(0, List.of()), ALL);

  @AfterEach
  void close() {
    deliveries.close();
  }

  @Test
  void deliversThoseOfOneProcessInTheirOrder() {
    for (int offset = 0; offset < 50; offset++) {
      deliveries.take(record("show", offset));
    }

    await().until(() -> deliveries.waiting() == 0);
    assertThat(sent).hasSize(50).isSorted();
    assertThat(deliveries.mark()).isEqualTo(new Mark(50, List.of()));
  }

  @Test
  void holdsBackOnlyTheProcessWhoseMessageFails() {
    fail("transition-0-00");
    deliveries.take(record("show", 0));
    deliveries.take(record("other", 1));
    deliveries.take(record("show", 2));
    deliveries.take(record("other", 3));

    await().until(() -> sent.containsAll(List.of("transition-0-01", "transition-0-03")));
    assertThat(sent).doesNotContain("transition-0-02");
    await().until(() -> deliveries.mark().equals(new Mark(4, List.of(0L, 2L))));

    answers.clear();
    pauses.release();
    await().until(() -> deliveries.waiting() == 0);
    assertThat(sent).containsSubsequence("transition-0-00", "transition-0-02");
  }

  @Test
  void putsAsideWhatIsNotTakenInTimeAndThenTriesWhatWaitedBehindItOnce() {
    fail("transition-0-00");
    fail("transition-0-01");
    deliveries.take(record("show", 0));
    deliveries.take(record("show", 1));
    await().until(() -> sent.contains("transition-0-00"));

    nanos.set(Duration.ofHours(1).toNanos());
    pauses.release();

    await().until(() -> deliveries.waiting() == 0);
    assertThat(dead)
        .containsExactly("transition-0-00 answered 500 x2", "transition-0-01 answered 500 x1");
  }

  @Test
  void putsAsideAtOnceWhatWillNeverBeTaken() {
    answers.put("transition-0-00", new Answer.Never("answered 410"));
    deliveries.take(record("show", 0));

    await().until(() -> deliveries.waiting() == 0);
    assertThat(dead).containsExactly("transition-0-00 answered 410 x1");
  }

  @Test
  void putsAsideWhatMeetsABugAndGoesOn() {
    PartitionDeliveries theirs =
        deliveries(
            new Mark(0, List.of()),
            ALL,
            courier(message -> {
              if (message.position().offset() == 0) {
                throw new IllegalStateException("nobody foresaw this");
              }
              sent.add(name(message));
              return new Answer.Taken();
            }));
    theirs.take(record("show", 0));
    theirs.take(record("show", 1));

    await().until(() -> theirs.waiting() == 0);
    assertThat(dead).singleElement().asString().contains("transition-0-00", "for a bug");
    assertThat(sent).containsExactly("transition-0-01");
    theirs.close();
  }

  @Test
  void leavesOutWhatIsNotWanted() {
    deliveries.close();
    deliveries =
        deliveries(
            new Mark(0, List.of()), new FeedFilter(Set.of("other"), Set.of(), Set.of(), Set.of()));
    deliveries.take(record("show", 0));
    deliveries.take(record("other", 1));

    await().until(() -> deliveries.waiting() == 0);
    assertThat(sent).containsExactly("transition-0-01");
    assertThat(deliveries.mark()).isEqualTo(new Mark(2, List.of()));
  }

  @Test
  void knowsTheReferenceThatItHasReadThoughTheViewDoesNotYet() {
    deliveries.close();
    deliveries =
        deliveries(
            new Mark(0, List.of()), new FeedFilter(Set.of(), Set.of("north"), Set.of(), Set.of()));
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setReference("north")
            .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
            .build();
    deliveries.take(record("show", 0, new ProcessConfigured(config, 1L)));
    deliveries.take(record("other", 1));
    deliveries.take(record("show", 2));

    await().until(() -> deliveries.waiting() == 0);
    assertThat(sent).containsExactly("transition-0-00", "transition-0-02");
  }

  @Test
  void goesOnWhereTheOwnerBeforeStopped() {
    deliveries.close();
    deliveries = deliveries(new Mark(3, List.of(1L)), ALL);
    for (int offset = 1; offset < 5; offset++) {
      deliveries.take(record("show", offset));
    }

    await().until(() -> deliveries.waiting() == 0);
    assertThat(sent).containsExactly("transition-0-01", "transition-0-03", "transition-0-04");
  }

  @Test
  void takesNoMoreThanIsBoundedAndNothingBeforeReferencesAreKnown() {
    fail("transition-0-00");
    for (int offset = 0; offset < PartitionDeliveries.OPEN_AT_MOST; offset++) {
      assertThat(deliveries.isFull()).isFalse();
      deliveries.take(record("show", offset));
    }
    assertThat(deliveries.isFull()).isTrue();

    deliveries.close();
    deliveries = deliveries(new Mark(0, List.of()), ALL);
    ready.set(false);
    assertThat(deliveries.isFull()).isTrue();
  }

  @Test
  void givesUpWhatIsNotDoneWhenThePartitionIsAnothers() {
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    Courier stuck =
        courier(_ -> {
          begun.set(true);
          try {
            new CountDownLatch(1).await();
          } finally {
            interrupted.set(true);
          }
          return new Answer.Taken();
        });
    PartitionDeliveries theirs = deliveries(new Mark(0, List.of()), ALL, stuck);
    theirs.take(record("show", 0));
    await().untilTrue(begun);

    theirs.close();

    await().untilTrue(interrupted);
    assertThat(theirs.mark()).isEqualTo(new Mark(1, List.of(0L)));
  }

  private void fail(String id) {
    answers.put(id, new Answer.NotNow("answered 500", Optional.empty()));
  }

  private PartitionDeliveries deliveries(Mark mark, FeedFilter filter) {
    return deliveries(
        mark,
        filter,
        courier(message -> {
          String name = name(message);
          Answer answer = answers.getOrDefault(name, new Answer.Taken());
          sent.add(name);
          return answer;
        }));
  }

  private PartitionDeliveries deliveries(Mark mark, FeedFilter filter, Courier courier) {
    return new PartitionDeliveries(
        mark,
        filter,
        new DecidedMapping(CODEC, new Processes()),
        courier,
        ready::get,
        "webhook-test",
        _ -> {});
  }

  private Courier courier(Sender sender) {
    return new Courier(
        sender,
        (message, reason, attempts) -> dead.add(name(message) + " " + reason + " x" + attempts),
        Backoff.usual(Duration.ofMinutes(30)),
        8,
        new NotCounted(),
        new Courier.Surroundings(nanos::get, () -> 0.5, _ -> pauses.acquire()));
  }

  /// So that names sort as numbers do.
  private static String name(Message message) {
    return "transition-0-%02d".formatted(message.position().offset());
  }

  private static InputRecord record(String process, long offset, SpecificRecord... events) {
    Transition transition =
        Transitions.of(
            process,
            offset + 1,
            new StopProcess("c" + offset, process, Instant.EPOCH, "test", ""),
            events);
    return new InputRecord(
        new InputPosition("sluice.process-events", 0, offset),
        process,
        CODEC.encode(transition),
        Instant.EPOCH);
  }

  private static final class NotCounted implements DeliveryCounters {
    @Override
    public void taken() {}

    @Override
    public void failed() {}

    @Override
    public void dead() {}
  }
}

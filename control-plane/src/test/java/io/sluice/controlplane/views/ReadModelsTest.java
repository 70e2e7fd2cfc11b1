package io.sluice.controlplane.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadModelsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ProcessId DEMO = new ProcessId("demo");

  private final Processes processes = new Processes();
  private final Outcomes outcomes = new Outcomes();

  @Test
  void givesAtOnceWhatIsAlreadyThere() {
    processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 7));

    assertThat(processes.awaitSequence(DEMO, 6, LONG)).isCompleted();
    assertThat(processes.awaitSequence(DEMO, 7, LONG)).isCompleted();
  }

  @Test
  void waitsForTheSequenceAskedForAndTakesALaterOneToo() {
    processes.changed(ViewsOf.process("demo", ProcessStatus.ASSIGNED, 1));
    CompletableFuture<ProcessView> waiting = processes.awaitSequence(DEMO, 3, LONG);

    processes.changed(ViewsOf.process("demo", ProcessStatus.ASSIGNED, 2));
    assertThat(waiting).isNotDone();
    processes.changed(ViewsOf.process("demo", ProcessStatus.ACTIVE, 4));

    assertThat(waiting).isCompletedWithValueMatching(view -> view.sequence() == 4);
  }

  @Test
  void tellsCommandsOfDifferentProcessesApart() {
    CompletableFuture<CommandResult> waiting = outcomes.await(DEMO, new CommandId("c1"), LONG);

    outcomes.settled(ViewsOf.result("other", "c1", 1, Outcome.ACCEPTED, "", null, ""));
    outcomes.settled(ViewsOf.result("demo", "c2", 1, Outcome.ACCEPTED, "", null, ""));
    assertThat(waiting).isNotDone();
    outcomes.settled(ViewsOf.result("demo", "c1", 2, Outcome.REJECTED, "X", null, "y"));

    assertThat(waiting).isCompletedWithValueMatching(r -> r.outcome() == Outcome.REJECTED);
  }

  @Test
  void servesAllWhoWaitForTheSameCommand() {
    CompletableFuture<CommandResult> first = outcomes.await(DEMO, new CommandId("c1"), LONG);
    CompletableFuture<CommandResult> second = outcomes.await(DEMO, new CommandId("c1"), LONG);

    outcomes.settled(ViewsOf.result("demo", "c1", 1, Outcome.ACCEPTED, "", null, ""));

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void forgetsWhoeverIsServedOrGivesUp() throws Exception {
    CompletableFuture<CommandResult> served = outcomes.await(DEMO, new CommandId("c1"), LONG);
    CompletableFuture<CommandResult> gaveUp =
        outcomes.await(DEMO, new CommandId("c2"), Duration.ofMillis(1));

    outcomes.settled(ViewsOf.result("demo", "c1", 1, Outcome.ACCEPTED, "", null, ""));
    served.get();

    assertThat(gaveUp)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(outcomes.areAwaited()).isFalse();
  }

  @Test
  void letsOnlySoManyWait() {
    var waiters = new Waiters<String, String>(2);
    CompletableFuture<String> first = waiters.await("a", _ -> true, LONG);
    waiters.await("b", _ -> true, LONG);

    assertThat(waiters.await("c", _ -> true, LONG))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TooManyWaitersException.class);
    waiters.offer("a", "x");
    assertThat(first).isCompletedWithValue("x");
    assertThat(waiters.await("c", _ -> true, LONG)).isNotDone();
  }

  @Test
  void listsInTheOrderOfIds() {
    processes.changed(ViewsOf.process("b", ProcessStatus.ACTIVE));
    processes.changed(ViewsOf.process("a", ProcessStatus.ACTIVE));
    processes.changed(ViewsOf.process("c", ProcessStatus.ACTIVE));
    processes.removed(new ProcessId("c"));

    assertThat(processes.all()).extracting(view -> view.id().value()).containsExactly("a", "b");
  }
}

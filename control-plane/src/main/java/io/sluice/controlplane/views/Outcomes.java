package io.sluice.controlplane.views;

import io.sluice.identity.CommandId;
import io.sluice.identity.ProcessId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The outcomes of the commands somebody waits for, and of no others: the history keeps them all.
///
/// Thread: any.
public final class Outcomes {
  private static final int MAX_WAITERS = 10_000;

  /// A command id is unique only among the commands to one process.
  private record Key(ProcessId processId, CommandId commandId) {}

  private final Waiters<Key, CommandResult> waiters = new Waiters<>(MAX_WAITERS);

  /// To be called before the command is sent, so that its outcome cannot pass unseen.
  ///
  /// @return fails with a `TimeoutException` after `patience`, or with [TooManyWaitersException]
  public CompletableFuture<CommandResult> await(
      ProcessId processId, CommandId commandId, Duration patience) {
    return waiters.await(new Key(processId, commandId), _ -> true, patience);
  }

  /// Told by the follower of the history.
  public void settled(CommandResult result) {
    waiters.offer(new Key(result.processId(), result.commandId()), result);
  }

  /// Whether somebody waits. Who awaits an outcome before giving the command is seen before the
  /// outcome is.
  boolean areAwaited() {
    return waiters.size() > 0;
  }
}

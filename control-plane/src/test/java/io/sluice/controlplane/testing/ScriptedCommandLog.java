package io.sluice.controlplane.testing;

import io.sluice.controlplane.api.CommandLog;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.StartProcess;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Keeps the commands it is given, and does with each what the test has said.
///
/// Thread: any.
public final class ScriptedCommandLog implements CommandLog {
  private final List<SpecificRecord> appended = new CopyOnWriteArrayList<>();
  private volatile Consumer<SpecificRecord> reaction = _ -> {};
  private volatile @Nullable RuntimeException failure;

  /// What happens after a command was appended.
  public void onCommand(Consumer<SpecificRecord> reaction) {
    this.reaction = reaction;
  }

  /// From now on nothing can be appended.
  public void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  public List<SpecificRecord> appended() {
    return appended;
  }

  public StartProcess onlyStart() {
    return appended.stream()
        .filter(StartProcess.class::isInstance)
        .map(StartProcess.class::cast)
        .reduce((a, b) -> {
          throw new AssertionError("more than one StartProcess");
        })
        .orElseThrow(() -> new AssertionError("no StartProcess"));
  }

  @Override
  public CompletionStage<Void> append(ProcessId process, SpecificRecord command) {
    RuntimeException why = failure;
    if (why != null) {
      return CompletableFuture.failedFuture(why);
    }
    appended.add(command);
    reaction.accept(command);
    return CompletableFuture.completedFuture(null);
  }
}

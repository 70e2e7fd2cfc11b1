package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.Published;
import io.sluice.controlplane.verify.Verification;
import io.sluice.controlplane.verify.VerificationResult;
import io.sluice.identity.ProcessId;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Route;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProgressBar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Verifies what stands in Kafka: all that is published is read first, then the history, so that
/// what happens meanwhile is in the history at least.
///
/// @param asked which transitions are to be compared; the others are only followed
record KafkaVerification(KafkaOptions kafka, Predicate<Transition> asked) {

  VerificationResult of(ProcessId process) {
    Instant begin = Instant.now();
    try (Archive archive = kafka.archive()) {
      Predicate<String> isIt = process.value()::equals;
      Map<String, Route> routes = only(archive.routes(), isIt);
      Map<String, ProcessSnapshot> snapshots =
          archive.snapshot(process).map(s -> Map.of(process.value(), s)).orElse(Map.of());
      Verification verification =
          new Verification(Decider.TODAY, asked, new Published(snapshots, routes, begin));
      archive.history(process, Span.ALL).forEach(verification::next);
      return verification.result();
    }
  }

  /// Reads as many partitions at once as there are processors.
  VerificationResult all() throws InterruptedException {
    Instant begin = Instant.now();
    try (Archive archive = kafka.archive()) {
      Map<String, Route> routes = archive.routes();
      Map<String, ProcessSnapshot> snapshots = archive.snapshots();
      Published published = new Published(snapshots, routes, begin);
      return allOf(archive.partitions(), published);
    }
  }

  private VerificationResult allOf(int partitions, Published published)
      throws InterruptedException {
    ProgressBar progress = ProgressBar.ofThisTerminal();
    int threads = Math.min(partitions, Runtime.getRuntime().availableProcessors());
    List<Callable<VerificationResult>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Set<Integer> share =
          IntStream.iterate(i, p -> p < partitions, p -> p + threads)
              .boxed()
              .collect(Collectors.toCollection(HashSet::new));
      parts.add(() -> part(share, published, progress));
    }
    try (ExecutorService executor =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("verify-", 0).factory())) {
      VerificationResult sum = VerificationResult.NOTHING;
      for (Future<VerificationResult> part : executor.invokeAll(parts)) {
        sum = sum.and(part.get());
      }
      return sum;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private VerificationResult part(
      Set<Integer> partitions, Published published, ProgressBar progress) {
    Verification verification = new Verification(Decider.TODAY, asked, published);
    try (Archive archive = kafka.archive(progress)) {
      archive.transitions(partitions, _ -> true, null, verification::next);
    }
    return verification.result();
  }

  private static <T> Map<String, T> only(Map<String, T> all, Predicate<String> wanted) {
    return all.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

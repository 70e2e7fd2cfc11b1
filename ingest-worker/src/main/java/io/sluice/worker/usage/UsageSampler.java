package io.sluice.worker.usage;

import io.sluice.worker.supervision.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `/proc` for all children.
///
/// Thread: owns `ffmpeg-usage`.
public final class UsageSampler implements UsageSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UsageSampler.class);
  private static final int BYTES_PER_MIB = 1 << 20;

  private final int pageBytes = PageSize.ofThisHost();
  private final Set<Child> children = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("ffmpeg-usage").factory());

  /// Begins at once.
  ///
  /// @param interval between two looks at a child
  public UsageSampler(Duration interval) {
    var _ =
        thread.scheduleWithFixedDelay(
            this::lookAtAll, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public Sampling watch(long pid, Consumer<Usage> listener) {
    Child child = new Child(pid, listener, pageBytes);
    children.add(child);
    return () -> children.remove(child);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void lookAtAll() {
    for (Child child : children) {
      try {
        child.look(System.nanoTime());
      } catch (RuntimeException e) {
        // The others must be looked at all the same, and this thread must not end.
        LOG.atError().addKeyValue("pid", child.pid).setCause(e).log("a child was not looked at");
      }
    }
  }

  /// Confined to the sampler's thread.
  private static final class Child {
    private final long pid;
    private final Path stat;
    private final Consumer<Usage> listener;
    private final int pageBytes;
    private final CpuWindow cpu = new CpuWindow();

    Child(long pid, Consumer<Usage> listener, int pageBytes) {
      this.pid = pid;
      this.stat = Path.of("/proc", Long.toString(pid), "stat");
      this.listener = listener;
      this.pageBytes = pageBytes;
    }

    void look(long nowNanos) {
      listener.accept(read().map(now -> usage(now, nowNanos)).orElse(Usage.UNKNOWN));
    }

    private Usage usage(ProcessStat now, long nowNanos) {
      return new Usage(
          cpu.add(nowNanos, now.cpuTicks()),
          (int) (now.residentPages() * pageBytes / BYTES_PER_MIB));
    }

    private Optional<ProcessStat> read() {
      try {
        return ProcessStat.parse(Files.readString(stat));
      } catch (IOException e) {
        return Optional.empty(); // it has ended, or this is no Linux
      }
    }
  }
}

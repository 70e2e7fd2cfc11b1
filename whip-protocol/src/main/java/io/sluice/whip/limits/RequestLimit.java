package io.sluice.whip.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A token bucket for each sender.
///
/// Bounded: senders that were not heard of for long are forgotten, and of more than [#MAX_SENDERS]
/// those seldom heard of; who is forgotten begins with a full bucket.
///
/// Thread: any.
public final class RequestLimit {
  static final int MAX_SENDERS = 100_000;

  private final Cache<String, Bucket> buckets;
  private final Bandwidth bandwidth;
  private final TimeMeter clock;

  public RequestLimit(RequestRate rate) {
    this(rate, System::nanoTime);
  }

  /// @param nanos as [System#nanoTime]
  RequestLimit(RequestRate rate, LongSupplier nanos) {
    this.clock = new NanoClock(nanos);
    this.bandwidth =
        Bandwidth.builder()
            .capacity(rate.burst())
            .refillGreedy(rate.perSecond(), Duration.ofSeconds(1))
            .build();
    // By then an unused bucket is full again, as a new one is.
    Duration untilFull = Duration.ofSeconds(rate.burst() / rate.perSecond() + 1L);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_SENDERS)
            .expireAfterAccess(untilFull)
            .ticker(nanos::getAsLong)
            .scheduler(Scheduler.systemScheduler())
            .build();
  }

  /// Counts a request.
  ///
  /// @return how long to wait before the next one; empty when this one is within the limit
  public Optional<Duration> exceededBy(String sender) {
    ConsumptionProbe probe = buckets.get(sender, _ -> fullBucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /// How many senders are remembered, about.
  long senders() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket fullBucket() {
    return Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(clock).build();
  }

  private record NanoClock(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}

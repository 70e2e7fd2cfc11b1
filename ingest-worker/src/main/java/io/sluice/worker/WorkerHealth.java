package io.sluice.worker;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;

/// What `/health` says of this worker. Without Kafka it is still up: streams run on, and whoever
/// restarts workers by this answer must not end them for that.
@Singleton
final class WorkerHealth implements HealthIndicator {
  private final WorkerParts parts;

  WorkerHealth(WorkerParts parts) {
    this.parts = parts;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    boolean crypto = parts.hasFastCrypto();
    boolean ffmpeg = parts.installation().isPresent();
    HealthStatus status = crypto && ffmpeg ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(
        HealthResult.builder("worker", status)
            .details(
                Map.of(
                    "kafka", parts.fleet().isHeard() ? "connected" : "unreachable",
                    "crypto", crypto ? "OpenSSL" : "OpenSSL not loaded: SRTP is slow",
                    "ffmpeg", ffmpeg ? parts.installation().version() : "missing",
                    "ffmpegDiesWithWorker", parts.installation().diesWithWorker(),
                    "processes", parts.ingests().count()))
            .build());
  }
}

package io.sluice.controlplane.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.testing.FakeWorker;
import io.sluice.identity.ProcessId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnerClientTest {
  private final FakeWorker worker = new FakeWorker();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() {
    end.countDown();
    worker.close();
  }

  @Test
  void givesUpOnAnOwnerThatDoesNotAnswer() {
    worker.answers(_ -> end.await());

    try (var client = new OwnerClient(Duration.ofMillis(200), WorkerTrust.ofTheRuntime())) {
      assertTooSlow(client.exchange(lead(), post()).join());
    }
  }

  @Test
  void givesUpOnAnOwnerThatBeginsItsAnswerAndDoesNotEndIt() {
    worker.answers(exchange -> {
      exchange.sendResponseHeaders(201, 1_000);
      exchange.getResponseBody().write('v');
      exchange.getResponseBody().flush();
      end.await();
    });

    try (var client = new OwnerClient(Duration.ofMillis(500), WorkerTrust.ofTheRuntime())) {
      assertTooSlow(client.exchange(lead(), post()).join());
    }
  }

  @Test
  void refusesAnAnswerOfAbsurdSize() {
    worker.answers(201, Map.of(), "v".repeat(2 << 20));

    try (var client = new OwnerClient(Duration.ofSeconds(20), WorkerTrust.ofTheRuntime())) {
      GatewayReply reply = client.exchange(lead(), post()).join();

      assertThat(reply.status()).isEqualTo(502);
    }
  }

  @Test
  void carriesManyRequestsAtOnce() {
    // The worker answers none of them before it has them all.
    int many = 200;
    var together = new CyclicBarrier(many);
    worker.answers(exchange -> {
      try {
        together.await(30, TimeUnit.SECONDS);
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new AssertionError("they did not come at once", e);
      }
      exchange.sendResponseHeaders(204, -1);
    });

    try (var client = new OwnerClient(Duration.ofSeconds(30), WorkerTrust.ofTheRuntime())) {
      List<CompletableFuture<GatewayReply>> replies = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        replies.add(client.exchange(lead(), post()));
      }

      assertThat(replies).allSatisfy(r -> assertThat(r.join().status()).isEqualTo(204));
    }
  }

  private Lead.Proxy lead() {
    return new Lead.Proxy(new ProcessId("demo"), URI.create(worker.whipUrl("demo")));
  }

  private static GatewayRequest post() {
    return new GatewayRequest(
        "POST",
        "/whip/demo",
        null,
        List.of(),
        "192.0.2.1",
        "http",
        "v=0".getBytes(StandardCharsets.UTF_8));
  }

  private static void assertTooSlow(GatewayReply reply) {
    assertThat(reply.status()).isEqualTo(504);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .contains("\"reason\":\"OWNER_TOO_SLOW\"");
  }
}

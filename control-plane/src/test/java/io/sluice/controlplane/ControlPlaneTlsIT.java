package io.sluice.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.whip.tls.testing.MadeCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The control plane's listener over TLS, and what becomes of files that it cannot use.
class ControlPlaneTlsIT {
  private static final int PARTITIONS = 3;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path temp;
  private KafkaFixture kafka;
  private MadeCertificate made;

  @BeforeEach
  void make() {
    kafka = KafkaFixture.start();
    kafka.createTopics(PARTITIONS);
    made = MadeCertificate.in(temp, "gateway", "EC");
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  @Test
  void answersOverTlsWithItsCertificateAndNotWithout() throws Exception {
    try (ControlPlane controlPlane = start(-1, tls(made.file(), made.key()));
        HttpClient client = HttpClient.newBuilder().sslContext(made.trust()).build()) {
      String url = controlPlane.url() + "/whip/x";
      // 503 until the gateway knows all routes.
      await().atMost(LONG).until(() -> get(client, url).statusCode() == 404);
      HttpResponse<String> answer = get(client, url);

      assertThat(controlPlane.url()).hasScheme("https").hasPort(controlPlane.port());
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(answer.body()).contains("\"reason\":\"UNKNOWN_PROCESS\"");
      assertThat(answer.sslSession().orElseThrow().getPeerCertificates())
          .containsExactly(made.x509());
      assertThatThrownBy(() -> get(client, "http://127.0.0.1:" + controlPlane.port() + "/whip/x"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void doesNotStartWithFilesThatItCannotUse() throws Exception {
    MadeCertificate other = MadeCertificate.in(temp, "other", "EC");
    Path missing = temp.resolve("missing.pem");
    Path garbage = Files.writeString(temp.resolve("garbage.pem"), "garbage");

    assertRefused("tls-certificate", missing, tls(missing, made.key()));
    assertRefused("tls-key", missing, tls(made.file(), missing));
    assertRefused("tls-certificate", garbage, tls(garbage, made.key()));
    assertRefused("tls-key", garbage, tls(made.file(), garbage));
    assertRefused("tls-key", other.key(), tls(made.file(), other.key()));
    assertRefused(
        "worker-trust", missing, Map.of("sluice.control-plane.worker-trust", missing.toString()));
    assertRefused(
        "worker-trust", garbage, Map.of("sluice.control-plane.worker-trust", garbage.toString()));
  }

  /// And nothing of it is left: the port can be had again.
  private void assertRefused(String property, Path named, Map<String, Object> settings)
      throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> start(port, settings))
        .hasMessageContaining("sluice.control-plane." + property + ":")
        .hasMessageContaining(named.toString());
    try (ServerSocket again = new ServerSocket(port, 1, LOOPBACK)) {
      assertThat(again.isBound()).isTrue();
    }
  }

  private static Map<String, Object> tls(Path certificate, Path key) {
    return Map.of(
        "sluice.control-plane.tls-certificate", certificate.toString(),
        "sluice.control-plane.tls-key", key.toString());
  }

  private ControlPlane start(int port, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("sluice.bootstrap", kafka.bootstrap());
    settings.put("sluice.partitions", PARTITIONS);
    settings.put("sluice.control-plane.instance-id", "tls-it");
    settings.put("micronaut.server.port", port);
    return ControlPlane.start(settings);
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(LONG).build(), BodyHandlers.ofString());
  }
}

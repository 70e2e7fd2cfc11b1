package io.sluice.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.whip.tls.testing.MadeCertificate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The worker's listener over TLS, and what becomes of files that it cannot use.
class WorkerTlsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  @TempDir Path temp;
  private final KafkaFixture kafka = KafkaFixture.shared();

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void answersOverTlsWithItsCertificateAndNotWithout(String algorithm) throws Exception {
    MadeCertificate made = MadeCertificate.in(temp, "worker", algorithm);
    try (IngestWorker worker = start(0, 0, made.file(), made.key());
        HttpClient client = HttpClient.newBuilder().sslContext(made.trust()).build()) {
      HttpResponse<String> answer = get(client, worker.url() + "/whip/x");

      assertThat(worker.url()).hasScheme("https").hasPort(worker.port());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
      assertThat(answer.body()).contains("\"reason\":\"UNKNOWN_PROCESS\"");
      assertThat(answer.sslSession().orElseThrow().getPeerCertificates())
          .containsExactly(made.x509());
      assertThatThrownBy(() -> get(client, "http://127.0.0.1:" + worker.port() + "/whip/x"))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void doesNotStartWithFilesThatItCannotUse() throws Exception {
    MadeCertificate made = MadeCertificate.in(temp, "worker", "EC");
    MadeCertificate other = MadeCertificate.in(temp, "other", "EC");
    Path missing = temp.resolve("missing.pem");
    Path garbage = Files.writeString(temp.resolve("garbage.pem"), "garbage");

    assertRefused("tls-certificate", missing, missing, made.key());
    assertRefused("tls-key", missing, made.file(), missing);
    assertRefused("tls-certificate", garbage, garbage, made.key());
    assertRefused("tls-key", garbage, made.file(), garbage);
    assertRefused("tls-key", other.key(), made.file(), other.key());
  }

  /// And nothing of it is left: both ports can be had again.
  private void assertRefused(String property, Path named, Path certificate, Path key)
      throws IOException {
    int httpPort;
    int mediaPort;
    try (ServerSocket http = new ServerSocket();
        DatagramSocket media = new DatagramSocket(ANY_PORT)) {
      http.bind(ANY_PORT);
      httpPort = http.getLocalPort();
      mediaPort = media.getLocalPort();
    }
    assertThatThrownBy(() -> start(httpPort, mediaPort, certificate, key))
        .hasMessageContaining("sluice.worker." + property + ":")
        .hasMessageContaining(named.toString());
    InetAddress host = ANY_PORT.getAddress();
    try (ServerSocket http = new ServerSocket(httpPort, 1, host);
        DatagramSocket media = new DatagramSocket(mediaPort, host)) {
      assertThat(http.isBound()).isTrue();
      assertThat(media.isBound()).isTrue();
    }
  }

  private IngestWorker start(int httpPort, int mediaPort, Path certificate, Path key) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("sluice.bootstrap", kafka.bootstrap());
    properties.put("sluice.partitions", 3); // as every test on this broker
    properties.put("sluice.worker.id", "worker-" + UUID.randomUUID().toString().substring(0, 8));
    properties.put("sluice.worker.out-dir", temp.toString());
    properties.put("sluice.worker.ports", "34200-34299");
    properties.put("sluice.worker.media-host", "127.0.0.1");
    properties.put("sluice.worker.media-port", mediaPort);
    properties.put("sluice.worker.tls-certificate", certificate.toString());
    properties.put("sluice.worker.tls-key", key.toString());
    properties.put("micronaut.server.host", "127.0.0.1");
    properties.put("micronaut.server.port", httpPort == 0 ? -1 : httpPort);
    return IngestWorker.start(properties);
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build(), BodyHandlers.ofString());
  }
}

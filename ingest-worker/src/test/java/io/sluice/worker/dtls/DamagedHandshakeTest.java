package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever a peer sends, a handshake ends with an outcome and its thread with the handshake.
class DamagedHandshakeTest {
  private static final DtlsIdentity SERVER = DtlsIdentity.generate();
  private static final DtlsIdentity CLIENT = DtlsIdentity.generate();
  private static final Duration SHORT = Duration.ofMillis(1500);

  @Test
  void alwaysEndsWithAnOutcome() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      Wire toServer = Wire.perfect();
      Wire toClient = Wire.perfect();
      try (DtlsTransport server = start(DtlsRole.SERVER, SERVER, CLIENT, toClient);
          DtlsTransport client =
              start(DtlsRole.CLIENT, CLIENT, SERVER, damaging(toServer, random))) {
        toServer.connectTo(server);
        toClient.connectTo(client);

        assertThat(server.outcome().orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
        assertThat(client.outcome().orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
        client.close();
        server.close();
        assertThat(server.ended().orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
        assertThat(client.ended().orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
      }
    }
  }

  private static DtlsTransport start(
      DtlsRole role, DtlsIdentity own, DtlsIdentity peer, DtlsTransport.DatagramSink sink) {
    return DtlsTransport.start(
        "dtls-damaged",
        new DtlsTransport.Config(role, own, List.of(peer.fingerprint()), SHORT),
        sink);
  }

  /// Changes a byte behind the record header in every second datagram.
  private static DtlsTransport.DatagramSink damaging(Wire wire, Random random) {
    return (buffer, offset, length) -> {
      byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
      if (random.nextBoolean() && length > 14) {
        copy[random.nextInt(13, length)] = (byte) random.nextInt();
      }
      wire.send(copy, 0, copy.length);
    };
  }
}

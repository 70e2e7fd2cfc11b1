package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.worker.srtp.SrtpProfile;
import io.sluice.worker.srtp.SrtpResult;
import io.sluice.worker.srtp.SrtpSession;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DtlsTransportTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final DtlsIdentity SERVER = DtlsIdentity.generate();
  private static final DtlsIdentity CLIENT = DtlsIdentity.generate();

  private final Wire toServer = Wire.perfect();
  private final Wire toClient = Wire.perfect();

  private static DtlsTransport server(Wire toClient, Fingerprint expected, Duration timeout) {
    return DtlsTransport.start(
        "dtls-test-server",
        new DtlsTransport.Config(DtlsRole.SERVER, SERVER, List.of(expected), timeout),
        toClient);
  }

  private static DtlsTransport client(Wire toServer, Fingerprint expected, Duration timeout) {
    return DtlsTransport.start(
        "dtls-test-client",
        new DtlsTransport.Config(DtlsRole.CLIENT, CLIENT, List.of(expected), timeout),
        toServer);
  }

  private static DtlsOutcome outcome(DtlsTransport transport) {
    return transport.outcome().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static DtlsEnd end(DtlsTransport transport) {
    return transport.ended().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static DtlsOutcome.Connected connected(DtlsTransport transport) {
    assertThat(outcome(transport)).isInstanceOf(DtlsOutcome.Connected.class);
    return (DtlsOutcome.Connected) outcome(transport);
  }

  private static DtlsOutcome.Failed failed(DtlsTransport transport) {
    assertThat(outcome(transport)).isInstanceOf(DtlsOutcome.Failed.class);
    return (DtlsOutcome.Failed) outcome(transport);
  }

  @Test
  void givesBothSidesTheSameKeysInTheProfileWeLikeBest() {
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      toClient.connectTo(client);

      DtlsOutcome.Connected atServer = connected(server);
      DtlsOutcome.Connected atClient = connected(client);

      assertThat(atServer.keys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
      assertThat(atClient.keys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
      assertThat(packetPasses(atClient, atServer)).isTrue();
    }
  }

  static boolean packetPasses(DtlsOutcome.Connected from, DtlsOutcome.Connected to) {
    try (SrtpSession sender = SrtpSession.open(from.keys(), true);
        SrtpSession receiver = SrtpSession.open(to.keys(), false)) {
      byte[] packet = new byte[200];
      packet[0] = (byte) 0x80;
      return sender.protectRtp(packet, 0, 100) == SrtpResult.OK
          && receiver.unprotectRtp(packet, 0, sender.resultLength()) == SrtpResult.OK;
    }
  }

  @Test
  void refusesAClientWhoseCertificateWasNotSignalled() {
    try (DtlsTransport server = server(toClient, SERVER.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      toClient.connectTo(client);

      assertThat(failed(server).reason()).isEqualTo(DtlsOutcome.Reason.FINGERPRINT_MISMATCH);
      assertThat(end(server)).isEqualTo(DtlsEnd.HANDSHAKE_FAILED);
      assertThat(failed(client).reason()).isEqualTo(DtlsOutcome.Reason.PROTOCOL_ERROR);
    }
  }

  @Test
  void refusesAServerWhoseCertificateWasNotSignalled() {
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, CLIENT.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      toClient.connectTo(client);

      assertThat(failed(client).reason()).isEqualTo(DtlsOutcome.Reason.FINGERPRINT_MISMATCH);
      assertThat(failed(server).reason()).isEqualTo(DtlsOutcome.Reason.PROTOCOL_ERROR);
    }
  }

  @Test
  void recoversFromLostFlightsInBothDirections() {
    Wire lossyToServer = Wire.losing(number -> number == 0 || number == 2 || number == 5);
    Wire lossyToClient = Wire.losing(number -> number == 1 || number == 4);
    try (DtlsTransport server = server(lossyToClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(lossyToServer, SERVER.fingerprint(), AMPLE)) {
      lossyToServer.connectTo(server);
      lossyToClient.connectTo(client);

      assertThat(packetPasses(connected(client), connected(server))).isTrue();
    }
  }

  @Test
  void answersTheClientsLastFlightAgainAfterItsOwnLastFlightWasLost() {
    // The server's last flight is the last that it sends: lose its first copy, whatever its number.
    Wire lossy = Wire.losing(number -> number >= 5 && number <= 6);
    try (DtlsTransport server = server(lossy, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      lossy.connectTo(client);

      connected(server);
      connected(client);

      assertThat(lossy.sent()).hasSizeGreaterThan(7);
    }
  }

  @Test
  void ignoresGarbageBeforeDuringAndAfterTheHandshake() {
    Random random = new Random(7);
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      feedGarbage(server, random);
      toServer.connectTo(server);
      feedGarbage(client, random);
      toClient.connectTo(client);
      connected(server);
      connected(client);
      feedGarbage(server, random);
      feedGarbage(client, random);

      client.close();

      assertThat(end(server)).isEqualTo(DtlsEnd.REMOTE);
    }
  }

  private static void feedGarbage(DtlsTransport transport, Random random) {
    for (int i = 0; i < 20; i++) {
      byte[] garbage = new byte[random.nextInt(1, 300)];
      random.nextBytes(garbage);
      garbage[0] = (byte) (20 + random.nextInt(44)); // what RFC 7983 takes for DTLS
      transport.receive(garbage, 0, garbage.length);
    }
  }

  @Test
  void survivesForgedRecordsOfTheEncryptedEpoch() {
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      toClient.connectTo(client);
      connected(server);
      connected(client);
      byte[] forged = new byte[13 + 40];
      forged[0] = 23;
      forged[1] = (byte) 0xfe;
      forged[2] = (byte) 0xfd;
      forged[4] = 1;
      forged[9] = 77;
      forged[12] = 40;
      server.receive(forged, 0, forged.length);

      client.close();

      assertThat(end(server)).isEqualTo(DtlsEnd.REMOTE);
      assertThat(end(client)).isEqualTo(DtlsEnd.LOCAL);
    }
  }

  @Test
  void tellsBothSidesWhenTheServerCloses() {
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
        DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE)) {
      toServer.connectTo(server);
      toClient.connectTo(client);
      connected(server);
      connected(client);

      server.close();

      assertThat(end(client)).isEqualTo(DtlsEnd.REMOTE);
      assertThat(end(server)).isEqualTo(DtlsEnd.LOCAL);
    }
  }

  @Test
  void givesUpWhenThePeerStaysSilent() {
    try (DtlsTransport server = server(toClient, CLIENT.fingerprint(), Duration.ofMillis(300));
        DtlsTransport client = client(toServer, SERVER.fingerprint(), Duration.ofMillis(700))) {
      assertThat(failed(server).reason()).isEqualTo(DtlsOutcome.Reason.TIMED_OUT);
      assertThat(failed(client).reason()).isEqualTo(DtlsOutcome.Reason.TIMED_OUT);
      assertThat(toServer.sent()).as("flights sent again").hasSizeGreaterThan(1);
    }
  }

  @Test
  void endsTheHandshakeAtOnceWhenClosed() {
    DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);

    server.close();

    assertThat(failed(server).reason()).isEqualTo(DtlsOutcome.Reason.CLOSED);
    assertThat(end(server)).isEqualTo(DtlsEnd.HANDSHAKE_FAILED);
  }

  @Test
  void endsTheHandshakeEvenWhenItsQueueIsFullAtTheTimeOfClosing() {
    DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
    byte[] alert = {21, (byte) 0xfe, (byte) 0xfd, 0, 9, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0};
    for (int i = 0; i < 1000; i++) {
      server.receive(alert, 0, alert.length);
    }

    server.close();

    assertThat(failed(server).reason()).isEqualTo(DtlsOutcome.Reason.CLOSED);
  }

  @Test
  void leavesNoThreadBehind() {
    Thread[] workers = new Thread[2];
    DtlsTransport server = server(toClient, CLIENT.fingerprint(), AMPLE);
    DtlsTransport client = client(toServer, SERVER.fingerprint(), AMPLE);
    var atServer = server.outcome().thenAccept(_ -> workers[0] = Thread.currentThread());
    var atClient = client.outcome().thenAccept(_ -> workers[1] = Thread.currentThread());
    toServer.connectTo(server);
    toClient.connectTo(client);
    atServer.orTimeout(30, TimeUnit.SECONDS).join();
    atClient.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(workers).allMatch(Thread::isVirtual).allMatch(Thread::isAlive);

    client.close();

    await().until(() -> !workers[0].isAlive() && !workers[1].isAlive());
  }
}

package io.sluice.worker.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whichever datagram of a handshake is lost, in whichever direction, both ends get the same keys
/// (RFC 6347 §4.2.4): the wire loses by plan, and nothing waits but the protocol's own timers.
class LostDatagramTest {
  private static final DtlsIdentity SERVER = DtlsIdentity.generate();
  private static final DtlsIdentity CLIENT = DtlsIdentity.generate();
  private static final Duration AMPLE = Duration.ofSeconds(60);

  /// Both ends of one handshake, and what is between.
  private record Association(DtlsTransport client, DtlsTransport server, Wire up, Wire down)
      implements AutoCloseable {
    static Association over(Wire up, Wire down) {
      DtlsTransport server = start(DtlsRole.SERVER, SERVER, CLIENT, down);
      DtlsTransport client = start(DtlsRole.CLIENT, CLIENT, SERVER, up);
      up.connectTo(server);
      down.connectTo(client);
      return new Association(client, server, up, down);
    }

    private static DtlsTransport start(
        DtlsRole role, DtlsIdentity own, DtlsIdentity peer, Wire sink) {
      return DtlsTransport.start(
          "dtls-lossy",
          new DtlsTransport.Config(role, own, List.of(peer.fingerprint()), AMPLE),
          sink);
    }

    void assertSameKeys() {
      assertThat(DtlsTransportTest.packetPasses(connected(client), connected(server))).isTrue();
    }

    private static DtlsOutcome.Connected connected(DtlsTransport end) {
      DtlsOutcome outcome = end.outcome().orTimeout(60, TimeUnit.SECONDS).join();
      assertThat(outcome).isInstanceOf(DtlsOutcome.Connected.class);
      return (DtlsOutcome.Connected) outcome;
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  @Test
  void anySingleDatagramMayBeLost() {
    int fromClient;
    int fromServer;
    try (Association perfect = Association.over(Wire.perfect(), Wire.perfect())) {
      perfect.assertSameKeys();
      fromClient = perfect.up().sent().size();
      fromServer = perfect.down().sent().size();
    }
    assertThat(fromClient).isGreaterThan(1);
    assertThat(fromServer).isGreaterThan(1);
    List<Association> associations = new ArrayList<>();
    for (int i = 0; i < fromClient; i++) {
      int lost = i;
      associations.add(Association.over(Wire.losing(number -> number == lost), Wire.perfect()));
    }
    for (int i = 0; i < fromServer; i++) {
      int lost = i;
      associations.add(Association.over(Wire.perfect(), Wire.losing(number -> number == lost)));
    }

    associations.forEach(Association::assertSameKeys);
    associations.forEach(Association::close);
  }

  @Test
  void eitherSideHearsThatTheOtherLeaves() {
    try (Association one = Association.over(Wire.perfect(), Wire.perfect());
        Association other = Association.over(Wire.perfect(), Wire.perfect())) {
      one.assertSameKeys();
      other.assertSameKeys();

      one.client().close();
      other.server().close();

      assertThat(end(one.server())).isEqualTo(DtlsEnd.REMOTE);
      assertThat(end(one.client())).isEqualTo(DtlsEnd.LOCAL);
      assertThat(end(other.client())).isEqualTo(DtlsEnd.REMOTE);
      assertThat(end(other.server())).isEqualTo(DtlsEnd.LOCAL);
    }
  }

  /// Anybody who can forge an address can send these.
  @Test
  void alertsInClearDoNotEndAnAssociation() {
    byte[] closeNotify = {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 0};
    byte[] fatal = {21, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 10, 0, 2, 2, 40};
    try (Association association = Association.over(Wire.perfect(), Wire.perfect())) {
      association.assertSameKeys();
      association.server().receive(closeNotify, 0, closeNotify.length);
      association.server().receive(fatal, 0, fatal.length);
      association.client().close();

      assertThat(end(association.server())).isEqualTo(DtlsEnd.REMOTE);
      assertThat(end(association.client())).as("not told before it left").isEqualTo(DtlsEnd.LOCAL);
    }
  }

  private static DtlsEnd end(DtlsTransport transport) {
    return transport.ended().orTimeout(60, TimeUnit.SECONDS).join();
  }
}

package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.dtls.DtlsOutcome;
import io.sluice.worker.dtls.DtlsRole;
import io.sluice.worker.dtls.DtlsTransport;
import io.sluice.worker.srtp.SrtpCrypto;
import io.sluice.worker.stun.StunMessage;
import io.sluice.worker.stun.StunReader;
import io.sluice.worker.stun.StunWriter;
import io.sluice.worker.stun.TransactionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks the way of a publisher once before the first one comes: classes loaded, code compiled,
/// providers chosen. Cold, the first handshake alone takes a third of a second.
final class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  private WarmUp() {}

  static void run(DtlsIdentity identity) {
    SrtpCrypto.warmUp();
    checkOnce();
    handshakeWithOurselves(identity);
  }

  private static void checkOnce() {
    String password = "a password of twenty-two";
    TransactionId id = TransactionId.random(ThreadLocalRandom.current());
    byte[] request = StunWriter.request(id, "local:remote", password, 1, 1, true);
    if (!(StunReader.read(request, 0, request.length) instanceof StunMessage.BindingRequest read)
        || !read.isAuthentic(password)) {
      throw new IllegalStateException("our own connectivity check does not authenticate");
    }
    StunWriter.success(id, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9), password);
  }

  /// Each end's datagrams go straight to the other.
  private static void handshakeWithOurselves(DtlsIdentity identity) {
    CompletableFuture<DtlsTransport> client = new CompletableFuture<>();
    DtlsTransport server =
        start(DtlsRole.SERVER, identity, (bytes, from, n) -> client.join().receive(bytes, from, n));
    client.complete(start(DtlsRole.CLIENT, identity, server::receive));
    try (server;
        DtlsTransport other = client.join()) {
      if (other.outcome().join() instanceof DtlsOutcome.Failed(_, String detail)) {
        log.atWarn().addKeyValue("reason", detail).log("DTLS with ourselves failed");
      }
    }
  }

  private static DtlsTransport start(
      DtlsRole role, DtlsIdentity identity, DtlsTransport.DatagramSink sink) {
    DtlsTransport.Config config =
        new DtlsTransport.Config(
            role, identity, List.of(identity.fingerprint()), HANDSHAKE_TIMEOUT);
    return DtlsTransport.start("dtls-warm-up", config, sink);
  }
}

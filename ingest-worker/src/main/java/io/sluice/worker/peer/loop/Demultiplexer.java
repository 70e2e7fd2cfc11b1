package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.peer.loop.SessionTable.Known;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import io.sluice.worker.stun.StunReader;
import io.sluice.worker.udp.DatagramPort;
import io.sluice.worker.udp.UdpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads each datagram of one loop to its session, or to the loop that its session lives on.
///
/// Thread: its loop's.
final class Demultiplexer implements DatagramPort.Handler {
  private static final Logger log = LoggerFactory.getLogger(Demultiplexer.class);

  private final MediaLoop loop;
  private final SessionTable sessions;
  private final Tally tally;

  Demultiplexer(MediaLoop loop, SessionTable sessions, Tally tally) {
    this.loop = loop;
    this.sessions = sessions;
    this.tally = tally;
  }

  /// A bug met by one datagram costs that one.
  @Override
  public void datagram(
      byte[] buffer, int offset, int length, UdpAddress source, long arrivalNanos) {
    try {
      lead(buffer, offset, length, source, arrivalNanos);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a datagram met a bug");
    }
  }

  private void lead(byte[] buffer, int offset, int length, UdpAddress source, long arrivalNanos) {
    tally.datagramsReceived.increment();
    PacketKind kind = PacketKind.of(buffer, offset, length);
    switch (kind) {
      case STUN -> {
        BindingRequest request = request(buffer, offset, length);
        LoopSession peer = request == null ? null : named(request);
        if (request != null && peer != null) {
          stun(peer, request, buffer, offset, length, source, arrivalNanos);
        }
      }
      case DTLS, RTP, RTCP -> {
        Known known = sessions.at(source);
        if (known == null) {
          tally.dropped(DropReason.ADDRESS_UNKNOWN);
        } else if (known.peer().livesOn(loop)) {
          deliver(kind, known.peer(), known.path(), buffer, offset, length, arrivalNanos);
        } else {
          handOver(known.peer(), known.path(), buffer, offset, length, arrivalNanos);
        }
      }
      case UNKNOWN -> tally.dropped(DropReason.NOT_OURS);
    }
  }

  /// A datagram that came to another loop, or by TCP.
  void handedOver(Handover datagram) {
    byte[] bytes = datagram.bytes();
    PacketKind kind = PacketKind.of(bytes, 0, bytes.length);
    switch (kind) {
      case STUN -> {
        BindingRequest request = request(bytes, 0, bytes.length);
        LoopSession peer = request == null ? null : named(request);
        if (request != null && peer != null) {
          checkHandedOver(peer, request, datagram);
        }
      }
      case DTLS, RTP, RTCP -> {
        LoopSession peer = sessions.on(datagram.path());
        if (peer == null || !peer.livesOn(loop)) {
          tally.dropped(DropReason.ADDRESS_UNKNOWN);
        } else {
          deliver(kind, peer, datagram.path(), bytes, 0, bytes.length, datagram.arrivalNanos());
        }
      }
      case UNKNOWN -> tally.dropped(DropReason.NOT_OURS);
    }
  }

  private void stun(
      LoopSession peer,
      BindingRequest request,
      byte[] buffer,
      int offset,
      int length,
      UdpAddress source,
      long arrivalNanos) {
    MediaLoop home = peer.home().loop();
    Known known = sessions.at(source);
    Path path =
        known != null && known.peer() == peer
            ? known.path()
            : new Path.Udp(source.snapshot(), home.port());
    if (home == loop) {
      peer.stun(request, path, arrivalNanos);
    } else {
      handOver(peer, path, buffer, offset, length, arrivalNanos);
    }
  }

  /// The first valid check decides where a session lives; until then nothing of it is anywhere
  /// else.
  private void checkHandedOver(LoopSession peer, BindingRequest request, Handover datagram) {
    MediaLoop via = datagram.via();
    if (!peer.livesOn(loop)) {
      tally.dropped(DropReason.STUN_UNKNOWN); // it moved meanwhile; checks are repeated
    } else if (via != null && via != loop && peer.mayMoveFor(request)) {
      peer.home().moveTo(via);
      Path there = new Path.Udp(UdpAddress.of(datagram.path().remote()), via.port());
      via.handOver(new Handover(datagram.bytes(), there, via, datagram.arrivalNanos()));
    } else {
      peer.stun(request, datagram.path(), datagram.arrivalNanos());
    }
  }

  private static void deliver(
      PacketKind kind,
      LoopSession peer,
      Path path,
      byte[] buffer,
      int offset,
      int length,
      long arrivalNanos) {
    if (kind == PacketKind.DTLS) {
      peer.dtls(buffer, offset, length, path);
    } else {
      peer.media(buffer, offset, length, arrivalNanos);
    }
  }

  private void handOver(
      LoopSession peer, Path path, byte[] buffer, int offset, int length, long arrivalNanos) {
    byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
    if (!peer.home().loop().handOver(new Handover(bytes, path, loop, arrivalNanos))) {
      tally.dropped(DropReason.LOOP_BUSY);
    }
  }

  private @Nullable BindingRequest request(byte[] buffer, int offset, int length) {
    if (StunReader.read(buffer, offset, length) instanceof BindingRequest request) {
      return request;
    }
    tally.dropped(DropReason.STUN_UNKNOWN);
    return null;
  }

  private @Nullable LoopSession named(BindingRequest request) {
    LoopSession peer = sessions.named(request.localUfrag());
    if (peer == null) {
      tally.dropped(DropReason.STUN_UNKNOWN);
    }
    return peer;
  }
}

package io.sluice.worker.peer.loop;

import io.sluice.worker.peer.ice.Path;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.peer.tally.Tally;
import io.sluice.worker.peer.tcp.TcpSessions;
import io.sluice.worker.rtp.PacketKind;
import io.sluice.worker.stun.StunMessage.BindingRequest;
import io.sluice.worker.stun.StunReader;
import org.jspecify.annotations.Nullable;

/// Brings what came by TCP to the loop of its session.
///
/// Thread: any.
public final class TcpArrivals implements TcpSessions {
  private final SessionTable sessions;
  private final Tally tally;

  public TcpArrivals(SessionTable sessions, Tally tally) {
    this.sessions = sessions;
    this.tally = tally;
  }

  @Override
  public boolean has(Path path) {
    return sessions.on(path) != null;
  }

  @Override
  public void received(byte[] frame, Path from, long nowNanos) throws InterruptedException {
    tally.datagramsReceived.increment();
    LoopSession session = addressee(frame, from);
    if (session == null) {
      tally.dropped(DropReason.ADDRESS_UNKNOWN);
    } else if (!session
        .home()
        .loop()
        .handOverPatiently(new Handover(frame, from, null, nowNanos))) {
      tally.dropped(DropReason.LOOP_BUSY);
    }
  }

  private @Nullable LoopSession addressee(byte[] frame, Path from) {
    if (PacketKind.of(frame, 0, frame.length) != PacketKind.STUN) {
      return sessions.on(from);
    }
    return StunReader.read(frame, 0, frame.length) instanceof BindingRequest request
        ? sessions.named(request.localUfrag())
        : null;
  }
}

package io.sluice.worker.ingest.testing;

import io.sluice.whip.EntityTag;
import io.sluice.whip.IfMatch;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.peer.DisconnectReason;
import io.sluice.worker.peer.IceUpdate;
import io.sluice.worker.peer.MediaStatistics;
import io.sluice.worker.peer.PublisherListener;
import io.sluice.worker.peer.PublisherSession;
import io.sluice.worker.reception.ReceptionFigures;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaChoice;
import io.sluice.worker.sdp.MediaCodec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A publisher that is there until somebody ends him, and whose ICE restarts with any credentials.
///
/// Thread: any.
public final class FakeSession implements PublisherSession {
  private final String id;
  private final MediaChoice sends;
  private final PublisherListener listener;
  private final List<IngestLegs> switches = new CopyOnWriteArrayList<>();
  private final CompletableFuture<DisconnectReason> closedFor = new CompletableFuture<>();

  private volatile EntityTag tag = new EntityTag("tag");

  public FakeSession(String id, PublisherListener listener) {
    this(id, listener, new MediaChoice(MediaCodec.H264, MediaCodec.OPUS));
  }

  public FakeSession(String id, PublisherListener listener, MediaChoice sends) {
    this.id = id;
    this.sends = sends;
    this.listener = listener;
  }

  /// Where its media was led.
  public List<IngestLegs> switches() {
    return switches;
  }

  /// Why it ended; empty while it is open.
  public Optional<DisconnectReason> closedFor() {
    return closedFor.isDone() ? Optional.of(closedFor.join()) : Optional.empty();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String answerSdp() {
    return "v=0\r\n";
  }

  @Override
  public EntityTag iceTag() {
    return tag;
  }

  @Override
  public IceUpdate update(IfMatch ifMatch, IceFragment fragment) {
    if (!ifMatch.matches(tag)) {
      return new IceUpdate.Stale();
    }
    if (fragment.mids().contains("strange")) {
      return new IceUpdate.Unprocessable("no such section");
    }
    if (fragment.credentials().isEmpty()) {
      return new IceUpdate.Trickled();
    }
    tag = new EntityTag(tag.opaque() + "-next");
    return new IceUpdate.Restarted(tag, "a=ice-lite\r\n");
  }

  @Override
  public MediaChoice sends() {
    return sends;
  }

  @Override
  public Optional<ReceptionFigures> reception() {
    return Optional.empty();
  }

  @Override
  public void switchTo(IngestLegs legs) {
    switches.add(legs);
  }

  @Override
  public void close(DisconnectReason reason) {
    if (closedFor.complete(reason)) {
      listener.disconnected(reason, "", MediaStatistics.NONE);
    }
  }

  @Override
  public boolean isOpen() {
    return !closedFor.isDone();
  }
}

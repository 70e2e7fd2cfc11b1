package io.sluice.worker.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.whip.EntityTag;
import io.sluice.whip.IfMatch;
import io.sluice.worker.legs.IngestLegs;
import io.sluice.worker.legs.LegPlan;
import io.sluice.worker.peer.RecordedEvents.Connected;
import io.sluice.worker.peer.RecordedEvents.Disconnected;
import io.sluice.worker.peer.tally.DropReason;
import io.sluice.worker.sdp.AcceptedCodecs;
import io.sluice.worker.sdp.IceFragment;
import io.sluice.worker.sdp.MediaCodec;
import io.sluice.worker.testing.LegReceiver;
import io.sluice.worker.testing.MediaSamples;
import io.sluice.worker.testing.TestPublisher;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IceRestartTest {
  private static final byte[] KEY_FRAME = MediaSamples.vp8KeyFrame(640, 360);
  private static final IfMatch ANY = new IfMatch.Any();

  private final LegReceiver ffmpeg = LegReceiver.open();
  private final IngestLegs legs =
      IngestLegs.open(
          LegPlan.adjacent(ffmpeg.firstPort(), MediaCodec.VP8, 96, MediaCodec.OPUS, 111));
  private final RecordedEvents events = new RecordedEvents();
  private final TestPublisher publisher = TestPublisher.open();
  private final MediaServer server = MediaServer.start(MediaServerConfig.loopback());
  private PublisherSession session;
  private int sequence = 100;

  @BeforeEach
  void connect() throws Exception {
    legs.ffmpegListens();
    session =
        server.accept(
            publisher.offer("VP8/90000", "actpass"),
            "test",
            new AcceptedCodecs(List.of(MediaCodec.VP8), List.of(MediaCodec.OPUS)),
            events);
    session.switchTo(legs);
    publisher.connect(session.answerSdp());
    await().until(() -> !events.of(Connected.class).isEmpty());
    assertThatMediaGoesOn();
  }

  @AfterEach
  void close() {
    publisher.close();
    server.close();
    legs.close();
    ffmpeg.close();
  }

  @Test
  void goesOnFromTheAddressThatTheRestartNominates() {
    EntityTag before = session.iceTag();

    IceUpdate.Restarted restarted = restart("nEXt");
    publisher.restarted(restarted.fragment());
    publisher.changeAddress();
    publisher.check();

    assertThatMediaGoesOn();
    assertThat(restarted.tag()).isEqualTo(session.iceTag()).isNotEqualTo(before);
    assertThatFeedbackArrives();
  }

  @Test
  void answersChecksOfTheOldCredentialsUntilAPathOfTheNewOnesIsNominated() {
    String fragment = restart("nEXt").fragment();

    publisher.restartIce("tEsT");
    assertThatItAnswers(publisher::probe);
    publisher.restartIce("nEXt");
    publisher.restarted(fragment);
    assertThatItAnswers(publisher::probe);
    publisher.restartIce("tEsT");
    publisher.answered(session.answerSdp());
    assertThatItAnswers(publisher::probe);
    publisher.restartIce("nEXt");
    publisher.restarted(fragment);
    assertThatItAnswers(publisher::check);

    long refused = dropped(DropReason.STUN_UNKNOWN);
    publisher.restartIce("tEsT");
    publisher.answered(session.answerSdp());
    publisher.check();
    await().until(() -> dropped(DropReason.STUN_UNKNOWN) > refused);
  }

  @Test
  void keepsTheSessionWhenARestartComesToNothing() {
    restart("nEXt");
    restart("mOre");
    publisher.restartIce("tEsT");
    publisher.check();

    assertThatMediaGoesOn();
    assertThat(session.isOpen()).isTrue();
    assertThat(events.of(Disconnected.class)).isEmpty();
  }

  @Test
  void changesNothingForATagThatIsNotThePresentOne() {
    EntityTag before = session.iceTag();

    IceUpdate update =
        session.update(
            IfMatch.parse("\"other\"").orElseThrow(), fragment(publisher.restartIce("eViL")));

    assertThat(update).isEqualTo(new IceUpdate.Stale());
    assertThat(session.iceTag()).isEqualTo(before);
    publisher.restartIce("tEsT");
    assertThatItAnswers(publisher::probe);
  }

  @Test
  void takesCandidatesOfThePresentIceSessionOnly() {
    IceFragment now =
        fragment(publisher.restartIce("tEsT") + "a=candidate:1 1 udp 1 x.local 9 typ host");

    assertThat(session.update(ANY, now)).isEqualTo(new IceUpdate.Trickled());
    restart("nEXt");
    assertThat(session.update(ANY, now))
        .as("overtaken by a restart")
        .isEqualTo(new IceUpdate.Stale());
  }

  @Test
  void goesOnWhenTheAddressChangesWithoutARestart() {
    publisher.changeAddress();
    publisher.check();

    assertThatMediaGoesOn();
    assertThatFeedbackArrives();
  }

  @Test
  void learnsNothingFromACheckWithAWrongPassword() {
    restart("nEXt");
    long refused = dropped(DropReason.STUN_NOT_AUTHENTIC);

    publisher.restartIce("tEsT");
    publisher.check("thisIsNotThePasswordAtAll");

    await().until(() -> dropped(DropReason.STUN_NOT_AUTHENTIC) > refused);
    assertThatMediaGoesOn();
  }

  private IceUpdate.Restarted restart(String ufrag) {
    IceUpdate update = session.update(ANY, fragment(publisher.restartIce(ufrag)));
    assertThat(update).isInstanceOf(IceUpdate.Restarted.class);
    return (IceUpdate.Restarted) update;
  }

  private void assertThatItAnswers(Runnable check) {
    int heard = publisher.stun().size();
    check.run();
    await().until(() -> publisher.stun().size() > heard);
  }

  private void assertThatMediaGoesOn() {
    int written = ffmpeg.video().size();
    publisher.video(sequence, sequence * 3_000, KEY_FRAME);
    sequence++;
    await().until(() -> ffmpeg.video().size() > written);
  }

  private void assertThatFeedbackArrives() {
    int heard = publisher.feedback().size();
    await().until(() -> publisher.feedback().size() > heard);
  }

  private long dropped(DropReason reason) {
    return server.counters().datagramsDropped().getOrDefault(reason, 0L);
  }

  private static IceFragment fragment(String text) {
    return ((IceFragment.Reading.Read) IceFragment.read(text)).fragment();
  }
}

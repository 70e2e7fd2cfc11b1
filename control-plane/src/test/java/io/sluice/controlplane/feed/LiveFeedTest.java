package io.sluice.controlplane.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.feed.LiveFeed.Joining;
import io.sluice.controlplane.testing.InMemoryHistory;
import io.sluice.controlplane.testing.Transitions;
import io.sluice.controlplane.testing.ViewsOf;
import io.sluice.controlplane.views.Processes;
import io.sluice.schemas.CommandAccepted;
import io.sluice.schemas.Leg;
import io.sluice.schemas.ProcessConfig;
import io.sluice.schemas.ProcessConfigured;
import io.sluice.schemas.ProcessStopped;
import io.sluice.schemas.StopProcess;
import io.sluice.schemas.WhipIngest;
import io.sluice.schemas.codec.RecordCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration SOON = Duration.ofMillis(50);
  private static final SpecificRecord STOP = new StopProcess("c", "p", Instant.EPOCH, "tests", "");

  private final InMemoryHistory history = new InMemoryHistory(3);

  @AutoClose
  private final LiveFeed feed = LiveFeed.start(history, RecordCodec.standard(), new Processes());

  @Test
  void givesWhatHappensAfterTheReaderCame() throws InterruptedException {
    stopped("before", 1);
    FeedReader reader = join(Optional.empty(), FeedFilter.ALL);
    stopped("a", 1);
    stopped("b", 1);

    assertThat(drained(reader)).containsExactly("a/1", "b/1");
  }

  @Test
  void goesOnWhereAReaderStoppedWithoutLossOrRepeat() throws InterruptedException {
    Random random = new Random(7);
    List<String> told = new ArrayList<>();
    List<String> happened = new ArrayList<>();
    Optional<String> position = Optional.empty();
    FeedReader reader = join(position, FeedFilter.ALL);
    long sequence = 0;
    for (int round = 0; round < 200; round++) {
      for (int i = random.nextInt(4); i > 0; i--) {
        String process = "p" + random.nextInt(9);
        stopped(process, ++sequence);
        happened.add(process + "/" + sequence);
      }
      // Leaves with some of its messages unread.
      for (int i = random.nextInt(4); i > 0; i--) {
        if (reader.next(AT_ONCE) instanceof FeedMessage.Decided m) {
          told.add(name(m));
        }
      }
      if (random.nextInt(3) == 0) {
        position = Optional.of(reader.position());
        reader.close();
        reader = join(position, FeedFilter.ALL);
      }
    }
    told.addAll(drained(reader));

    assertThat(told).containsExactlyInAnyOrderElementsOf(happened).doesNotHaveDuplicates();
  }

  @Test
  void aPositionThatLacksAPartitionReadsItFromItsBeginning() throws InterruptedException {
    stopped("a", 1);
    stopped("b", 1);
    stopped("c", 1);

    FeedReader reader = join(Optional.of("0:0"), FeedFilter.ALL);

    assertThat(drained(reader)).containsExactlyInAnyOrder("a/1", "b/1", "c/1");
  }

  @Test
  void whatAnotherControlPlaneToldAlreadyIsNotToldAgain() throws InterruptedException {
    stopped("a", 1);
    String before = join(Optional.empty(), FeedFilter.ALL).position();
    FeedReader ahead = join(Optional.empty(), FeedFilter.ALL);
    stopped("a", 2);
    assertThat(drained(ahead)).containsExactly("a/2");

    // As if this control plane had not read a/2 when the reader came from the other.
    LiveFeed trailing = LiveFeed.start(history, RecordCodec.standard(), new Processes());
    FeedReader reader = joined(trailing, Optional.of(ahead.position()), FeedFilter.ALL);
    stopped("a", 3);

    assertThat(before).isNotEqualTo(ahead.position());
    assertThat(drained(reader)).containsExactly("a/3");
    trailing.close();
  }

  @Test
  void endsWhenThePositionIsOfAnotherHistory() throws InterruptedException {
    FeedReader reader = join(Optional.of("0:1000"), FeedFilter.ALL);

    assertThat(reader.next(AT_ONCE))
        .isEqualTo(new FeedMessage.End(FeedMessage.Reason.UNKNOWN_POSITION));
  }

  @Test
  void refusesWhatIsNoPosition() {
    for (String text :
        List.of("x", "0", "0:", ":1", "0:1,", "0:1,0:2", "-1:4", "0:1 ", "0:9999999999999999999")) {
      assertThat(feed.join(Optional.of(text), FeedFilter.ALL))
          .as(text)
          .isInstanceOf(Joining.NoPosition.class);
    }
  }

  @Test
  void filtersByProcessAndTypeAndGoesOnPastWhatIsNotWanted() throws InterruptedException {
    FeedFilter filter = new FeedFilter(Set.of("a"), Set.of(), Set.of("ProcessStopped"), Set.of());
    FeedReader reader = join(Optional.empty(), filter);
    stopped("a", 1);
    stopped("b", 1);
    history.append(Transitions.of("a", 2, STOP, new CommandAccepted("c")));

    assertThat(drained(reader)).containsExactly("a/1");
    FeedReader again = join(Optional.of(reader.position()), FeedFilter.ALL);
    assertThat(drained(again)).isEmpty();
  }

  @Test
  void filtersByTheTypeOfTheCause() throws InterruptedException {
    FeedReader reader =
        join(Optional.empty(), new FeedFilter(Set.of(), Set.of(), Set.of("StopProcess"), Set.of()));
    stopped("a", 1);

    assertThat(drained(reader)).containsExactly("a/1");
  }

  @Test
  void knowsTheReferenceThatATransitionConfigures() throws InterruptedException {
    FeedReader reader =
        join(Optional.empty(), new FeedFilter(Set.of(), Set.of("room"), Set.of(), Set.of()));
    history.append(Transitions.of("a", 1, STOP, configured("room")));
    history.append(Transitions.of("b", 1, STOP, configured("hall")));

    assertThat(drained(reader)).containsExactly("a/1");
  }

  @Test
  void aReaderThatIsTooSlowGetsWhatWaitsAndThenTheEnd() throws InterruptedException {
    FeedReader reader = join(Optional.empty(), FeedFilter.ALL);
    for (int i = 1; i <= LiveFeed.MAILBOX_CAPACITY + 10; i++) {
      stopped("a", i);
    }

    List<String> told = drained(reader);

    assertThat(told).hasSize(LiveFeed.MAILBOX_CAPACITY).endsWith("a/" + LiveFeed.MAILBOX_CAPACITY);
    assertThat(reader.next(AT_ONCE)).isEqualTo(new FeedMessage.End(FeedMessage.Reason.TOO_SLOW));
    assertThat(drained(join(Optional.of(reader.position()), FeedFilter.ALL))).hasSize(10);
  }

  @Test
  void keepsOfAStateOnlyTheLast() throws InterruptedException {
    FeedReader reader = join(Optional.empty(), FeedFilter.ALL);
    for (int i = 0; i < 1000; i++) {
      feed.heard(ViewsOf.worker("w1", "http://w1:" + (i + 1)));
    }

    assertThat(reader.next(AT_ONCE))
        .isInstanceOfSatisfying(
            FeedMessage.WorkerHeard.class,
            m -> assertThat(m.worker().publicUrl()).isEqualTo("http://w1:1000"));
    assertThat(reader.next(AT_ONCE)).isEqualTo(new FeedMessage.Alive());
  }

  @Test
  void tellsNoStateThatWasNotAskedFor() throws InterruptedException {
    FeedReader reader =
        join(Optional.empty(), new FeedFilter(Set.of(), Set.of(), Set.of(), Set.of()));
    feed.heard(ViewsOf.worker("w1", "http://w1"));

    assertThat(reader.next(AT_ONCE)).isEqualTo(new FeedMessage.Alive());
  }

  @Test
  void readersThatLeaveMakeRoom() {
    List<FeedReader> readers = new ArrayList<>();
    for (int i = 0; i < LiveFeed.READERS_AT_MOST; i++) {
      readers.add(join(Optional.empty(), FeedFilter.ALL));
    }
    assertThat(feed.join(Optional.empty(), FeedFilter.ALL)).isEqualTo(new Joining.TooMany());

    readers.forEach(FeedReader::close);

    assertThat(feed.readers()).isZero();
    assertThat(feed.join(Optional.empty(), FeedFilter.ALL)).isInstanceOf(Joining.Joined.class);
  }

  @Test
  void tellsReadersThatItEnds() throws InterruptedException {
    FeedReader reader = join(Optional.empty(), FeedFilter.ALL);
    stopped("a", 1);

    feed.close();

    assertThat(drained(reader)).containsExactly("a/1");
    assertThat(reader.next(AT_ONCE))
        .isEqualTo(new FeedMessage.End(FeedMessage.Reason.SERVER_STOPPING));
    assertThat(feed.join(Optional.empty(), FeedFilter.ALL)).isEqualTo(new Joining.NotReady());
  }

  private void stopped(String process, long sequence) {
    history.append(Transitions.of(process, sequence, STOP, new ProcessStopped("COMMANDED", false)));
  }

  private static ProcessConfigured configured(String reference) {
    ProcessConfig config =
        ProcessConfig.newBuilder()
            .setReference(reference)
            .setWhipIngest(WhipIngest.newBuilder().setEnabled(true).build())
            .setOutput(List.of(new Leg("out", "a.mkv", List.of())))
            .build();
    return ProcessConfigured.newBuilder().setConfig(config).build();
  }

  private FeedReader join(Optional<String> position, FeedFilter filter) {
    return joined(feed, position, filter);
  }

  private static FeedReader joined(LiveFeed feed, Optional<String> position, FeedFilter filter) {
    return ((Joining.Joined) feed.join(position, filter)).reader();
  }

  /// All transitions that wait.
  private static List<String> drained(FeedReader reader) throws InterruptedException {
    List<String> told = new ArrayList<>();
    while (reader.next(SOON) instanceof FeedMessage.Decided m) {
      told.add(name(m));
    }
    return told;
  }

  private static String name(FeedMessage.Decided message) {
    String json = message.json();
    return message.processId() + json.replaceFirst(".*?\"sequence\":(\\d+).*", "/$1");
  }
}

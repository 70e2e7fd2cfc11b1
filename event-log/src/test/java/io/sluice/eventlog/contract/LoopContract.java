package io.sluice.eventlog.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every loop does, whatever it stands on.
abstract class LoopContract {
  private Rig rig;

  abstract Rig rig();

  @BeforeEach
  void open() {
    rig = rig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void decidesTheInputsOfAPartitionInTheirOrder() {
    append("A", 1, "k", "a");
    append("A", 1, "k", "b");
    append("A", 1, "k", "c");
    rig.startLoop(counting());

    assertThat(values("OUT", 3)).containsExactly("1:a", "2:b", "3:c");
  }

  @Test
  void decidesAllInputTopicsOfAPartitionByOneLogic() {
    append("A", 2, "k", "a");
    append("B", 2, "k", "b");
    append("A", 0, "k", "elsewhere");
    rig.startLoop(counting());

    assertThat(values("OUT", 3))
        .extracting(value -> value.substring(0, 1))
        .containsExactlyInAnyOrder("1", "1", "2");
  }

  @Test
  void decidesInputsThatComeLater() {
    rig.startLoop(counting());
    append("A", 0, "k", "a");
    assertThat(values("OUT", 1)).containsExactly("1:a");

    append("A", 0, "k", "b");
    assertThat(values("OUT", 2)).containsExactly("1:a", "2:b");
  }

  @Test
  void goesOnAfterACrashWhereItHadCommitted() {
    append("A", 0, "k", "a");
    rig.startLoop(counting());
    assertThat(values("OUT", 1)).containsExactly("1:a");

    rig.crashAndRestart();
    append("A", 0, "k", "b");

    assertThat(values("OUT", 2)).containsExactly("1:a", "2:b");
  }

  @Test
  void restoresOnlyLiveState() {
    append("A", 0, "gone", "a");
    append("A", 0, "gone", "forget");
    append("A", 0, "kept", "a");
    rig.startLoop(counting());
    values("OUT", 2);

    rig.crashAndRestart();
    append("A", 0, "gone", "b");
    append("A", 0, "kept", "b");

    assertThat(values("OUT", 4)).endsWith("1:b", "2:b");
  }

  @Test
  void decidesWhatTheLogicItselfSendsToAnInput() {
    append("A", 2, "k", "move");
    rig.startLoop(counting());

    List<InputRecord> out = rig.awaitRecords("OUT", 1);

    assertThat(out).extracting(record -> record.position().partition()).containsExactly(0);
  }

  @Test
  void appendsNothingOfABatchThatFailed() {
    AtomicBoolean failing = new AtomicBoolean(true);
    append("A", 1, "k", "a");
    rig.startLoop((partition, state) -> failingOnce(failing, counting().restore(partition, state)));

    assertThat(values("OUT", 1)).containsExactly("1:a");
    assertThat(failing).isFalse();
  }

  @Test
  void appendsWhatATickGives() {
    rig.startLoop((partition, state) -> tickingOnce(partition, state.iterator().hasNext()));

    assertThat(values("OUT", Rig.PARTITIONS)).containsOnly("ticked");
  }

  private PartitionLogicFactory counting() {
    return Counting.writing(rig.topic("STATE"), rig.topic("OUT"));
  }

  private static PartitionLogic failingOnce(AtomicBoolean failing, PartitionLogic logic) {
    return new PartitionLogic() {
      @Override
      public List<OutputRecord> onInputs(List<InputRecord> inputs) {
        List<OutputRecord> outputs = logic.onInputs(inputs);
        if (failing.getAndSet(false)) {
          throw new IllegalStateException("planted");
        }
        return outputs;
      }

      @Override
      public List<OutputRecord> onTick() {
        return List.of();
      }
    };
  }

  private PartitionLogic tickingOnce(int partition, boolean alreadyDone) {
    AtomicBoolean done = new AtomicBoolean(alreadyDone);
    return new PartitionLogic() {
      @Override
      public List<OutputRecord> onInputs(List<InputRecord> inputs) {
        return List.of();
      }

      @Override
      public List<OutputRecord> onTick() {
        byte[] value = "ticked".getBytes(UTF_8);
        return done.getAndSet(true)
            ? List.of()
            : List.of(
                new OutputRecord(rig.topic("STATE"), partition, "k", value),
                new OutputRecord(rig.topic("OUT"), partition, "k", value));
      }
    };
  }

  private void append(String role, int partition, String key, String value) {
    rig.append(new OutputRecord(rig.topic(role), partition, key, value.getBytes(UTF_8)));
  }

  private List<String> values(String role, int count) {
    return rig.awaitRecords(role, count).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }
}

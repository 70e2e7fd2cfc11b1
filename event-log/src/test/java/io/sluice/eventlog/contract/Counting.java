package io.sluice.eventlog.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogic;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.StateRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers the inputs of each key: lost or repeated ones show as gaps or repetitions. The value
/// `forget` removes the key's state, `move` sends the input on to partition 0 of the same topic.
public final class Counting implements PartitionLogic {
  private final int partition;
  private final String stateTopic;
  private final String outTopic;
  private final Map<String, Integer> counts = new HashMap<>();

  private Counting(int partition, String stateTopic, String outTopic, Iterable<StateRecord> state) {
    this.partition = partition;
    this.stateTopic = stateTopic;
    this.outTopic = outTopic;
    state.forEach(
        record -> counts.put(record.key(), Integer.parseInt(new String(record.value(), UTF_8))));
  }

  /// Its outputs are `number:value`.
  public static PartitionLogicFactory writing(String stateTopic, String outTopic) {
    return (partition, state) -> new Counting(partition, stateTopic, outTopic, state);
  }

  @Override
  public List<OutputRecord> onInputs(List<InputRecord> inputs) {
    List<OutputRecord> outputs = new ArrayList<>();
    inputs.forEach(input -> decide(input, outputs));
    return outputs;
  }

  private void decide(InputRecord input, List<OutputRecord> outputs) {
    String key = String.valueOf(input.key());
    byte[] bytes = input.value();
    String value = bytes == null ? "tombstone" : new String(bytes, UTF_8);
    if (value.equals("move") && partition != 0) {
      outputs.add(new OutputRecord(input.position().topic(), 0, key, bytes));
      return;
    }
    if (value.equals("forget")) {
      counts.remove(key);
      outputs.add(new OutputRecord(stateTopic, partition, key, null));
      return;
    }
    int count = counts.merge(key, 1, Integer::sum);
    outputs.add(
        new OutputRecord(stateTopic, partition, key, Integer.toString(count).getBytes(UTF_8)));
    outputs.add(new OutputRecord(outTopic, partition, key, (count + ":" + value).getBytes(UTF_8)));
  }

  @Override
  public List<OutputRecord> onTick() {
    return List.of();
  }
}

package io.sluice.eventlog.contract;

import static org.awaitility.Awaitility.await;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.loop.LoopConfig;
import io.sluice.eventlog.loop.TransactionalLoop;
import io.sluice.eventlog.testing.KafkaFixture;
import io.sluice.eventlog.testing.ScratchTopics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real loop keeps what the loop promises.
class KafkaLoopIT extends LoopContract {
  @Override
  Rig rig() {
    return new KafkaRig(KafkaFixture.shared());
  }

  private static final class KafkaRig implements Rig {
    private final KafkaFixture kafka;
    private final ScratchTopics topics;
    private final LogWriter writer;
    private @Nullable TransactionalLoop loop;
    private @Nullable PartitionLogicFactory factory;

    KafkaRig(KafkaFixture kafka) {
      this.kafka = kafka;
      this.topics = ScratchTopics.create(kafka, PARTITIONS, "A", "B", "STATE", "OUT");
      this.writer = LogWriter.giveUpAfter(kafka.connection(), "rig", Duration.ofSeconds(20));
    }

    @Override
    public String topic(String role) {
      return topics.name(role);
    }

    @Override
    public void append(OutputRecord output) {
      writer.write(output);
    }

    @Override
    public void startLoop(PartitionLogicFactory logics) {
      factory = logics;
      LoopConfig config =
          LoopConfig.of(
              kafka.connection(),
              topics.name("group"),
              "one",
              List.of(topic("A"), topic("B")),
              topic("STATE"));
      loop = TransactionalLoop.start(config, logics, health -> {});
    }

    @Override
    public void crashAndRestart() {
      // The ends without order have a test of their own, in the package of the loop.
      close(loop);
      if (factory != null) {
        startLoop(factory);
      }
    }

    @Override
    public List<InputRecord> awaitRecords(String role, int count) {
      return await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> topics.read(role), records -> records.size() == count);
    }

    private static void close(@Nullable TransactionalLoop loop) {
      if (loop != null) {
        loop.close();
      }
    }

    @Override
    public void close() {
      close(loop);
      writer.close();
      topics.close();
    }
  }
}

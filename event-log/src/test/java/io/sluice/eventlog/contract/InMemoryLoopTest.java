package io.sluice.eventlog.contract;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.PartitionLogicFactory;
import io.sluice.eventlog.testing.InMemoryEventLog;
import io.sluice.eventlog.testing.InMemoryLoop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fake keeps what the loop promises.
class InMemoryLoopTest extends LoopContract {
  @Override
  Rig rig() {
    return new InMemoryRig();
  }

  private static final class InMemoryRig implements Rig {
    private final InMemoryEventLog log = new InMemoryEventLog(PARTITIONS);
    private @Nullable InMemoryLoop loop;

    @Override
    public String topic(String role) {
      return role;
    }

    @Override
    public void append(OutputRecord output) {
      log.append(output);
    }

    @Override
    public void startLoop(PartitionLogicFactory factory) {
      loop = log.loop(List.of("A", "B"), "STATE", factory);
    }

    @Override
    public void crashAndRestart() {
      loop().crash();
    }

    @Override
    public List<InputRecord> awaitRecords(String role, int count) {
      try {
        run();
      } catch (IllegalStateException planted) {
        run();
      }
      List<InputRecord> records = log.records(role);
      if (records.size() != count) {
        throw new AssertionError("wanted " + count + " records, found " + records);
      }
      return records;
    }

    private void run() {
      loop().runUntilIdle();
      loop().tick();
    }

    private InMemoryLoop loop() {
      if (loop == null) {
        throw new IllegalStateException("no loop was started");
      }
      return loop;
    }

    @Override
    public void close() {}
  }
}

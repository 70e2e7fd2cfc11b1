package io.sluice.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.eventlog.broker.EmbeddedBroker;
import io.sluice.standalone.FreePorts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// It still measures; no figure is checked.
class ReplaySpeedIT {
  @TempDir private Path folder;

  @Test
  void verifiesAndFindsWhatItWrote() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, FreePorts.anyTcp("127.0.0.1"))) {
      assertThat(ReplaySpeed.run(broker.connection(), 600, 6))
          .hasSize(9)
          .anyMatch(row -> row.startsWith("| one process, found | 100 |"));
    }
  }
}

package io.sluice.eventlog.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.eventlog.KafkaConnection;
import io.sluice.eventlog.OutputRecord;
import io.sluice.eventlog.append.LogWriter;
import io.sluice.eventlog.replay.LogReader;
import io.sluice.eventlog.replay.ReplayFrom;
import io.sluice.eventlog.topics.TopicAdmin;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void keepsItsDataOverARestartOnTheSamePort() throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      port = broker.port();
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(2, 1));
      write(broker.connection(), "first");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
      TopicAdmin.ensure(broker.connection(), new TopicCatalogue(2, 1));
      write(broker.connection(), "second");

      assertThat(broker.port()).isEqualTo(port);
      assertThat(values(broker.connection())).containsExactly("first", "second");
    }
  }

  @Test
  void saysThatItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("taken");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysThatItsFolderCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> EmbeddedBroker.start(file.resolve("data"), 0))
        .isInstanceOf(BrokerStartException.class)
        .hasMessageContaining(file.resolve("data").toString())
        .hasMessageContaining("cannot write");
  }

  @Test
  void saysThatItsFolderIsInUse() {
    try (EmbeddedBroker first = EmbeddedBroker.start(folder, 0)) {
      assertThat(first.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedBroker.start(folder, 0))
          .isInstanceOf(BrokerStartException.class)
          .hasMessageContaining("in use");
    }
  }

  private static void write(KafkaConnection kafka, String value) {
    try (LogWriter writer = LogWriter.giveUpAfter(kafka, "test", PATIENCE)) {
      writer.write(
          new OutputRecord(TopicCatalogue.COMMANDS.name(), 1, "key", value.getBytes(UTF_8)));
    }
  }

  private static List<String> values(KafkaConnection kafka) {
    List<String> values = new ArrayList<>();
    try (LogReader reader = LogReader.open(kafka, PATIENCE)) {
      reader.read(
          TopicCatalogue.COMMANDS.name(),
          Set.of(),
          ReplayFrom.beginning(),
          read -> values.add(new String(read.value(), UTF_8)));
    }
    return values;
  }
}

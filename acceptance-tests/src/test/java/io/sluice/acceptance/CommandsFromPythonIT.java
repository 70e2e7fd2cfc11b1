package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.fleet.Fleet;
import io.sluice.acceptance.fleet.SharedFleet;
import io.sluice.acceptance.log.Observed;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.StartProcess;
import io.sluice.schemas.topic.Partitions;
import io.sluice.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script of docs/commands.md, run as it is printed there, drives the fleet.
@ExtendWith(SharedFleet.class)
class CommandsFromPythonIT {
  private static final Path ROOT =
      Path.of(Objects.requireNonNull(System.getProperty("sluice.acceptance.root")));
  private static final Path SCRIPT = ROOT.resolve("docs/examples/start_process.py");

  private final Fleet fleet;

  CommandsFromPythonIT(Fleet fleet) {
    this.fleet = fleet;
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "confluent"})
  void startsAndStopsAProcess(String client, @TempDir Path folder) throws IOException {
    String id = "python-" + client;

    Command start = script("--client", client, "start", processFile(folder, id));
    Command stop = script("--client", client, "stop", id);

    assertThat(start.outputOrFail()).startsWith("ACCEPTED " + id + " sequence=1 state=ASSIGNED");
    assertThat(stop.outputOrFail()).startsWith("ACCEPTED " + id);
    fleet.process(id).awaitState("STOPPED");
  }

  @Test
  void understandsEveryFieldThatTheScriptSends(@TempDir Path folder) throws IOException {
    String id = "python-fields";

    script("start", processFile(folder, id)).outputOrFail();
    ProcessSnapshot snapshot = fleet.process(id).awaitState("ACTIVE");
    fleet.stop(id);

    assertThat(snapshot.getConfig())
        .hasValueSatisfying(config -> {
          assertThat(config.getReference()).isEqualTo("evening show");
          assertThat(config.getWhipIngest().getVideoCodec()).isEqualTo(List.of("H264"));
          assertThat(config.getOutput().getFirst().getAddress()).isEqualTo("studio-1.mkv");
          assertThat(config.getMetadata()).containsEntry("room", "blue");
        });
  }

  /// librdkafka's own partitioner sends this key to another partition than Java's client does.
  @Test
  void movesACommandThatCameToTheWrongPartition(@TempDir Path folder) throws IOException {
    String id = keyOnWhichPartitionersDiffer();

    Command start = script("--partitioner", "consistent_random", "start", processFile(folder, id));
    List<Observed> commands = fleet.log().of(TopicCatalogue.COMMANDS, id);
    fleet.stop(id);

    assertThat(start.outputOrFail()).startsWith("ACCEPTED " + id);
    assertThat(commands)
        .extracting(Observed::partition)
        .containsExactlyInAnyOrder(crc32Partition(id), murmur2Partition(id));
    assertThat(commands).extracting(Observed::message).hasOnlyElementsOfType(StartProcess.class);
    assertThat(fleet.process(id).history().getFirst().getSequence()).isEqualTo(1);
  }

  @Test
  void tellsTheScriptWhyACommandIsRejected(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("process.json");
    Files.writeString(file, "{\"id\":\"python-refused\",\"whipIngest\":{\"enabled\":true}}");

    Command start = script("start", file.toString());

    assertThat(start.exitCode()).isEqualTo(1);
    assertThat(start.output()).startsWith("REJECTED python-refused").contains("output");
  }

  private static String keyOnWhichPartitionersDiffer() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "python-elsewhere-" + i)
        .filter(id -> crc32Partition(id) != murmur2Partition(id))
        .findFirst()
        .orElseThrow();
  }

  private static int murmur2Partition(String key) {
    return Partitions.of(key, Fleet.PARTITIONS);
  }

  private static int crc32Partition(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % Fleet.PARTITIONS);
  }

  /// The process of the page's example under an id of its own.
  private static String processFile(Path folder, String id) throws IOException {
    String example = Files.readString(ROOT.resolve("docs/examples/process.json"));
    Path file = folder.resolve("process.json");
    Files.writeString(file, example.replace("\"id\": \"studio-1\"", "\"id\": \"" + id + "\""));
    return file.toString();
  }

  private Command script(String... arguments) {
    List<String> command = new ArrayList<>();
    // Debian's own, whatever other Python stands first on the path: its packages are there.
    command.addAll(List.of("/usr/bin/python3", SCRIPT.toString()));
    command.addAll(List.of("--bootstrap", fleet.bootstrap()));
    command.addAll(List.of(arguments));
    return Command.run(command);
  }
}

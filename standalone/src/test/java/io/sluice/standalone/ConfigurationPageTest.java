package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.controlplane.AddressConfig;
import io.sluice.controlplane.ControlPlaneConfig;
import io.sluice.controlplane.GatewayConfig;
import io.sluice.controlplane.WebhookConfig;
import io.sluice.worker.OutputConfig;
import io.sluice.worker.WhipConfig;
import io.sluice.worker.WorkerConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds docs/configuration.md to what the programs read.
class ConfigurationPageTest {
  private static final Set<String> SHARED =
      Set.of("bootstrap", "partitions", "replication-factor", "report-retention");

  @Test
  void namesEveryPropertyAndNoOther() throws IOException {
    Set<String> read =
        Stream.of(
                properties(ControlPlaneConfig.class, "control-plane"),
                properties(GatewayConfig.class, "control-plane"),
                properties(AddressConfig.class, "control-plane"),
                properties(WebhookConfig.class, "control-plane"),
                properties(WorkerConfig.class, "worker"),
                properties(WhipConfig.class, "worker"),
                properties(OutputConfig.class, "worker"))
            .flatMap(named -> named)
            .collect(Collectors.toSet());

    assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
  }

  private static Stream<String> properties(Class<? extends Record> config, String program) {
    return Arrays.stream(config.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .map(name -> SHARED.contains(name) ? "sluice." + name : "sluice." + program + "." + name);
  }

  private static Set<String> documented() throws IOException {
    return Pattern.compile("^\\| `(sluice\\.[a-z.-]+)`", Pattern.MULTILINE)
        .matcher(Files.readString(Path.of("..", "docs", "configuration.md")))
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toSet());
  }
}

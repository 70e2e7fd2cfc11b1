package io.sluice.worker;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.process.rules.AddressLists;
import java.util.List;

/// What the worker is told from outside about where media may go: properties `sluice.worker.*`.
///
/// @param inputAllow inputs may name these alone, when there is one
/// @param inputBlock inputs may not name these
/// @param outputAllow outputs may name these alone, when there is one
/// @param outputBlock outputs may not name these
/// @param minFreeDiskMib with less left on the disk of the output folder, nothing is started
/// @param cleanUp rules by which files below the output folder are deleted
public record OutputConfig(
    List<String> inputAllow,
    List<String> inputBlock,
    List<String> outputAllow,
    List<String> outputBlock,
    int minFreeDiskMib,
    List<String> cleanUp) {
  private static final String PREFIX = "sluice.worker.";
  private static final int USUAL_MIN_FREE_MIB = 256;

  public OutputConfig {
    if (minFreeDiskMib < 0) {
      throw new IllegalArgumentException(
          PREFIX + "min-free-disk-mib must not be negative, is " + minFreeDiskMib);
    }
  }

  static OutputConfig from(PropertyResolver properties) {
    return new OutputConfig(
        list(properties, "input-allow"),
        list(properties, "input-block"),
        list(properties, "output-allow"),
        list(properties, "output-block"),
        properties.get(PREFIX + "min-free-disk-mib", Integer.class, USUAL_MIN_FREE_MIB),
        list(properties, "clean-up"));
  }

  AddressLists addresses() {
    return AddressLists.configured(PREFIX, inputAllow, inputBlock, outputAllow, outputBlock);
  }

  private static List<String> list(PropertyResolver properties, String name) {
    return properties.get(PREFIX + name, Argument.listOf(String.class)).orElse(List.of());
  }

  long minFreeBytes() {
    return (long) minFreeDiskMib << 20;
  }
}

package io.sluice.controlplane;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.process.rules.AddressLists;
import java.util.List;

/// What inputs and outputs of processes may and may not name: properties `sluice.control-plane.*`.
///
/// @param inputAllow inputs may name these alone, when there is one
/// @param inputBlock inputs may not name these
/// @param outputAllow outputs may name these alone, when there is one
/// @param outputBlock outputs may not name these
public record AddressConfig(
    List<String> inputAllow,
    List<String> inputBlock,
    List<String> outputAllow,
    List<String> outputBlock) {
  private static final String PREFIX = "sluice.control-plane.";

  static AddressConfig from(PropertyResolver properties) {
    return new AddressConfig(
        list(properties, "input-allow"),
        list(properties, "input-block"),
        list(properties, "output-allow"),
        list(properties, "output-block"));
  }

  AddressLists lists() {
    return AddressLists.configured(PREFIX, inputAllow, inputBlock, outputAllow, outputBlock);
  }

  private static List<String> list(PropertyResolver properties, String name) {
    return properties.get(PREFIX + name, Argument.listOf(String.class)).orElse(List.of());
  }
}

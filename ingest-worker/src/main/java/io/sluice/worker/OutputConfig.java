package io.sluice.worker;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.process.rules.AddressLists;
import java.util.List;

/// What the worker is told from outside about where media may go: properties `sluice.worker.*`.
///
/// @param addresses what inputs and outputs may and may not name
public record OutputConfig(AddressLists addresses) {
  private static final String PREFIX = "sluice.worker.";

  static OutputConfig from(PropertyResolver properties) {
    return new OutputConfig(
        AddressLists.configured(
            PREFIX, name -> properties.get(name, Argument.listOf(String.class)).orElse(List.of())));
  }
}

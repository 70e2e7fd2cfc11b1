package io.sluice.controlplane.history;

import io.sluice.process.rules.AddressLists;
import io.sluice.process.rules.AddressLists.Direction;
import io.sluice.process.rules.AddressPattern;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists of addresses as records, and back.
final class AddressListRecords {
  private AddressListRecords() {}

  static io.sluice.schemas.@Nullable AddressLists write(AddressLists lists) {
    return lists.isEmpty()
        ? null
        : new io.sluice.schemas.AddressLists(
            texts(lists.input().allow()),
            texts(lists.input().block()),
            texts(lists.output().allow()),
            texts(lists.output().block()));
  }

  static AddressLists read(Optional<io.sluice.schemas.AddressLists> record) {
    return record
        .map(lists ->
            new AddressLists(
                Direction.of(lists.getInputAllow(), lists.getInputBlock()),
                Direction.of(lists.getOutputAllow(), lists.getOutputBlock())))
        .orElse(AddressLists.NONE);
  }

  private static List<String> texts(List<AddressPattern> patterns) {
    return patterns.stream().map(AddressPattern::toString).toList();
  }
}

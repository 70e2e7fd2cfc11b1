package io.sluice.acceptance.program;

import java.util.List;
import java.util.stream.Stream;

/// Where a program runs: what its command is put behind.
///
/// @param prefix of the command; empty for the host's own network
public record Place(List<String> prefix) {
  public static final Place HOST = new Place(List.of());

  public List<String> put(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }
}

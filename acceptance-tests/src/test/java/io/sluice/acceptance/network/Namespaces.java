package io.sluice.acceptance.network;

import io.sluice.acceptance.ffmpeg.Command;
import io.sluice.acceptance.program.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Network namespaces of this JVM, told apart from those of others by its pid. What a killed run
/// left behind is removed when the next one builds.
final class Namespaces {
  private static final String PREFIX = "sluice-";
  private static final Pattern OURS = Pattern.compile(PREFIX + "(\\d+)-\\w+");

  private Namespaces() {}

  static String named(String role) {
    return PREFIX + ProcessHandle.current().pid() + "-" + role;
  }

  static void removeWhatTheDeadLeft() {
    String names = Command.run(List.of("ip", "netns", "list")).outputOrFail();
    for (MatchResult ours : OURS.matcher(names).results().toList()) {
      if (ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty()) {
        ip("netns del " + ours.group());
      }
    }
  }

  /// What leads into it goes with it.
  static void remove(String namespace) {
    Command.run(List.of("ip", "netns", "del", namespace));
  }

  static void ip(String arguments) {
    Command.run(new Place(List.of("ip")).put(List.of(arguments.split(" ")))).outputOrFail();
  }

  static Place place(String namespace) {
    return new Place(List.of("ip", "netns", "exec", namespace));
  }

  static String run(String namespace, String... command) {
    return Command.run(place(namespace).put(List.of(command))).outputOrFail();
  }

  /// Rules of nftables.
  static void filter(String namespace, String rules) {
    try {
      Path file = Files.createTempFile("namespace", ".nft");
      try {
        Files.writeString(file, rules);
        run(namespace, "nft", "-f", file.toString());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.sluice.controlplane.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Names that stand for what is not to be told: the same for the same, and nothing of it in them.
///
/// Thread: confined to one.
final class Pseudonyms {
  /// What a name stands for.
  enum Kind {
    HOST("host-%d.invalid"),
    ADDRESS("address-%d"),
    USER("user-%d"),
    SECRET("secret-%d"),
    PATH("path-%d"),
    VALUE("value-%d"),
    NOTE("note-%d"),
    TOKEN("token-%d");

    private final String form;

    Kind(String form) {
      this.form = form;
    }
  }

  private static final Set<Kind> PARTS_OF_ADDRESSES =
      EnumSet.of(Kind.HOST, Kind.USER, Kind.SECRET, Kind.PATH, Kind.VALUE);
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

  private record Known(Kind kind, String value) {}

  private final Map<Known, String> names = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final Map<Kind, Integer> counts = new HashMap<>();
  private final SortedMap<String, String> ofAddresses = new TreeMap<>(LONGEST_FIRST);

  /// A name that was given already stands for itself.
  String of(Kind kind, String value) {
    return given.contains(value)
        ? value
        : names.computeIfAbsent(new Known(kind, value), known -> give(known));
  }

  private String give(Known known) {
    String name = known.kind.form.formatted(counts.merge(known.kind, 1, Integer::sum));
    given.add(name);
    if (PARTS_OF_ADDRESSES.contains(known.kind)) {
      ofAddresses.putIfAbsent(known.value, name);
    }
    return name;
  }

  /// What addresses held and what stands for it, the longest first, so that none is taken for a
  /// part of another.
  Map<String, String> givenOfAddresses() {
    return Collections.unmodifiableSortedMap(ofAddresses);
  }

  /// A SHA-256 in the place of one.
  String hashOf(String hash) {
    byte[] name = of(Kind.TOKEN, hash).getBytes(StandardCharsets.US_ASCII);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

package io.sluice.process.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Which addresses may be opened beside what the rules say: a block list and an allow list for each
/// direction. The block list wins; an empty allow list allows all.
public record AddressLists(Direction input, Direction output) {
  /// No lists: what the rules allow is allowed.
  public static final AddressLists NONE =
      new AddressLists(new Direction(List.of(), List.of()), new Direction(List.of(), List.of()));

  /// The lists of one direction.
  public record Direction(List<AddressPattern> allow, List<AddressPattern> block) {
    public Direction {
      allow = List.copyOf(allow);
      block = List.copyOf(block);
    }

    /// @throws IllegalArgumentException says what is wrong with an entry
    public static Direction of(List<String> allow, List<String> block) {
      return new Direction(
          allow.stream().map(AddressPattern::parse).toList(),
          block.stream().map(AddressPattern::parse).toList());
    }

    boolean isEmpty() {
      return allow.isEmpty() && block.isEmpty();
    }

    /// Whether the name of that host must be looked up to hold these lists.
    public boolean mustLookUp(UrlTarget target) {
      return Stream.concat(allow.stream(), block.stream())
          .anyMatch(pattern -> pattern.mayMatchOnceLookedUp(target));
    }

    Optional<Rule> againstPath(String relative) {
      return against(pattern -> pattern.matchesPath(relative));
    }

    /// A name may stand for several addresses: one that is blocked is enough, and each must be
    /// allowed.
    ///
    /// @param resolved what the host's name stands for; empty when nobody has looked it up, and
    ///   then what only a look could tell counts as right
    Optional<Rule> againstUrl(UrlTarget target, Optional<List<InetAddress>> resolved) {
      List<InetAddress> known = resolved.orElse(List.of());
      if (block.stream().anyMatch(pattern -> pattern.matches(target, known))) {
        return Optional.of(Rule.ADDRESS_BLOCKED);
      }
      boolean allowed =
          allow.isEmpty()
              || allow.stream().anyMatch(pattern -> pattern.matches(target, List.of()))
              || (resolved.isEmpty()
                  && allow.stream().anyMatch(pattern -> pattern.mayMatchOnceLookedUp(target)))
              || (!known.isEmpty() && known.stream().allMatch(one -> allows(target, one)));
      return allowed ? Optional.empty() : Optional.of(Rule.ADDRESS_NOT_ALLOWED);
    }

    private boolean allows(UrlTarget target, InetAddress resolved) {
      return allow.stream().anyMatch(pattern -> pattern.matches(target, List.of(resolved)));
    }

    private Optional<Rule> against(Predicate<AddressPattern> matches) {
      if (block.stream().anyMatch(matches)) {
        return Optional.of(Rule.ADDRESS_BLOCKED);
      }
      return allow.isEmpty() || allow.stream().anyMatch(matches)
          ? Optional.empty()
          : Optional.of(Rule.ADDRESS_NOT_ALLOWED);
    }
  }

  /// From the properties of these names.
  ///
  /// @param prefix of the names
  /// @throws IllegalArgumentException names the property that cannot be used
  public static AddressLists configured(
      String prefix,
      List<String> inputAllow,
      List<String> inputBlock,
      List<String> outputAllow,
      List<String> outputBlock) {
    return new AddressLists(
        new Direction(
            patterns(prefix + "input-allow", inputAllow),
            patterns(prefix + "input-block", inputBlock)),
        new Direction(
            patterns(prefix + "output-allow", outputAllow),
            patterns(prefix + "output-block", outputBlock)));
  }

  public boolean isEmpty() {
    return input.isEmpty() && output.isEmpty();
  }

  private static List<AddressPattern> patterns(String name, List<String> entries) {
    try {
      return entries.stream().map(String::strip).map(AddressPattern::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}

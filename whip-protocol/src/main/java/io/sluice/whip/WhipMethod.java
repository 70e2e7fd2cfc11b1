package io.sluice.whip;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The methods that a WHIP endpoint or session answers to; all others are refused by 405.
public enum WhipMethod {
  GET,
  HEAD,
  OPTIONS,
  POST,
  PATCH,
  DELETE;

  /// Methods of a WHIP endpoint, RFC 9725 §4.1, §4.2.
  public static final Set<WhipMethod> OF_ENDPOINT = unmodifiable(GET, HEAD, OPTIONS, POST);

  /// Methods of a WHIP session, RFC 9725 §4.1, §4.2, §4.3.
  public static final Set<WhipMethod> OF_SESSION = unmodifiable(GET, HEAD, OPTIONS, PATCH, DELETE);

  /// The method called `name`; empty when WHIP knows none. Methods are case-sensitive, RFC 9110
  /// §9.1.
  public static Optional<WhipMethod> named(String name) {
    for (WhipMethod method : values()) {
      if (method.name().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /// `methods` as the value of an `Allow` header.
  public static String list(Set<WhipMethod> methods) {
    return methods.stream().map(WhipMethod::name).collect(Collectors.joining(", "));
  }

  private static Set<WhipMethod> unmodifiable(WhipMethod first, WhipMethod... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }
}

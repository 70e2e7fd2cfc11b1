package io.sluice.whip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lets a page of any origin publish (Fetch standard §3.2). Every origin is allowed: the
/// token, not the page, is what is trusted, and cookies are never used.
public final class Cors {
  public static final String ORIGIN = "Origin";
  public static final String REQUEST_METHOD = "Access-Control-Request-Method";
  public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  public static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  public static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
  public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
  public static final String MAX_AGE = "Access-Control-Max-Age";

  private static final String EXPOSED = "Location, ETag, Link, Retry-After, Accept-Patch";

  /// By name and not by `*`: the wildcard does not cover Authorization.
  private static final String TAKEN = "Authorization, Content-Type, If-Match";

  private static final String ONE_DAY_SECONDS = "86400";

  private Cors() {}

  /// True when a browser asks whether it may send its request. Such a question never carries a
  /// token, so none may be asked of it (RFC 9725 §4.2).
  public static boolean isPreflight(String method, @Nullable String requestMethod) {
    return method.equals("OPTIONS") && requestMethod != null;
  }

  /// What every reply carries, errors included: without it a page cannot even read the error.
  public static List<HeaderField> onEveryReply() {
    return List.of(new HeaderField(ALLOW_ORIGIN, "*"), new HeaderField(EXPOSE_HEADERS, EXPOSED));
  }

  /// What the answer to a preflight carries besides.
  static List<HeaderField> onPreflight(String methods) {
    return List.of(
        new HeaderField(ALLOW_METHODS, methods),
        new HeaderField(ALLOW_HEADERS, TAKEN),
        new HeaderField(MAX_AGE, ONE_DAY_SECONDS));
  }
}

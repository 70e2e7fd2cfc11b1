package io.sluice.whip;

/// The headers that WHIP gives a meaning to.
public final class HeaderNames {
  /// What a POST may carry, RFC 9725 §4.2.
  public static final String ACCEPT_POST = "Accept-Post";

  /// What a PATCH may carry, RFC 9725 §4.3.
  public static final String ACCEPT_PATCH = "Accept-Patch";

  /// The methods of a URL, RFC 9110 §10.2.1.
  public static final String ALLOW = "Allow";

  /// The bearer token, RFC 9725 §4.7.
  public static final String AUTHORIZATION = "Authorization";

  public static final String CONTENT_TYPE = "Content-Type";

  /// Names the ICE session, RFC 9725 §4.3.1.
  public static final String ETAG = "ETag";

  /// The ICE session a PATCH is meant for, RFC 9725 §4.3.1.
  public static final String IF_MATCH = "If-Match";

  /// ICE servers and protocol extensions, RFC 9725 §4.6 and §4.9.
  public static final String LINK = "Link";

  /// The WHIP session that a POST made, RFC 9725 §4.2.
  public static final String LOCATION = "Location";

  /// When to try again, RFC 9725 §4.5.
  public static final String RETRY_AFTER = "Retry-After";

  /// Which token is asked for, RFC 6750 §3.
  public static final String WWW_AUTHENTICATE = "WWW-Authenticate";

  private HeaderNames() {}
}

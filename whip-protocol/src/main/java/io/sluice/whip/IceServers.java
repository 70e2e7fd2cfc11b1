package io.sluice.whip;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The STUN and TURN servers that publishers are told of, one `Link` header each (RFC 9725 §4.6).
///
/// TURN credentials are good for a limited time: the user name is `expiry:id` with the expiry in
/// seconds since 1970, the password is the HMAC-SHA1 of it under a secret that the TURN server
/// knows too, in base64; coturn calls this `use-auth-secret`.
///
/// Thread: any.
public final class IceServers {
  private static final IceServers NONE =
      new IceServers(List.of(), "", Duration.ZERO, InstantSource.system());

  /// RFC 7064 §3.1 and RFC 7065 §3.1: a host name or address, an IPv6 address in brackets.
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

  private static final Pattern STUN = Pattern.compile("stuns?:" + HOST_AND_PORT);
  private static final Pattern TURN =
      Pattern.compile("turns?:" + HOST_AND_PORT + "(\\?transport=(udp|tcp))?");

  private final List<String> urls;
  private final String secret;
  private final Duration lifetime;
  private final InstantSource clock;

  private IceServers(List<String> urls, String secret, Duration lifetime, InstantSource clock) {
    this.urls = List.copyOf(urls);
    this.secret = secret;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  public static IceServers none() {
    return NONE;
  }

  /// @param urls `stun:`, `stuns:`, `turn:` and `turns:` URLs
  /// @param secret shared with the TURN servers; empty when there are none
  /// @param lifetime of TURN credentials, longer than a stream lasts
  /// @throws IllegalArgumentException says what is wrong
  public static IceServers of(
      List<String> urls, String secret, Duration lifetime, InstantSource clock) {
    List<String> stripped = urls.stream().map(String::strip).toList();
    for (String url : stripped) {
      boolean turn = TURN.matcher(url).matches();
      if (!turn && !STUN.matcher(url).matches()) {
        throw new IllegalArgumentException(
            "'" + url + "' is no URL like stun:host:3478 or turn:host:3478?transport=udp");
      }
      if (turn && secret.isEmpty()) {
        throw new IllegalArgumentException("'" + url + "' needs a secret shared with that server");
      }
    }
    return new IceServers(stripped, secret, lifetime, clock);
  }

  /// A `Link` for each server; to be shown to those only who may publish.
  ///
  /// @param id whom TURN's log will name: the process
  public List<HeaderField> links(String id) {
    return urls.stream().map(url -> new HeaderField(HeaderNames.LINK, link(url, id))).toList();
  }

  private String link(String url, String id) {
    String link = "<" + url + ">; rel=\"ice-server\"";
    if (!url.startsWith("turn")) {
      return link;
    }
    String username = clock.instant().plus(lifetime).getEpochSecond() + ":" + id;
    return link
        + "; username=\"%s\"; credential=\"%s\"; credential-type=\"password\""
            .formatted(username, password(username));
  }

  private String password(String username) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      byte[] hmac = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hmac);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}

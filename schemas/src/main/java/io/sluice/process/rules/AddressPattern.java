package io.sluice.process.rules;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One entry of a list of addresses:
///
/// ```
///   rtmps://*.example.com      that protocol, every host below example.com
///   *://10.0.0.0/8             every protocol, these IP addresses
///   srt://[2001:db8::]/32:9000 IPv6 in brackets; that port alone
///   path:public/*              files below the output folder
/// ```
///
/// `*` stands for any characters, none included.
public final class AddressPattern {
  private static final String PATH = "path:";
  private static final Pattern FORM =
      Pattern.compile(
          "^(?<scheme>[A-Za-z*][A-Za-z0-9+.*-]*)://"
              + "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<name>[A-Za-z0-9.*_-]+))"
              + "(?:/(?<bits>[0-9]{1,3}))?(?::(?<port>[0-9]{1,5}))?$");

  private final String text;
  private final @Nullable Pattern path;
  private final @Nullable Pattern scheme;
  private final @Nullable Pattern name;
  private final @Nullable Network network;
  private final int port;

  private record Network(byte[] prefix, int bits) {
    boolean holds(InetAddress address) {
      byte[] octets = address.getAddress();
      if (octets.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((octets[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private AddressPattern(
      String text,
      @Nullable Pattern path,
      @Nullable Pattern scheme,
      @Nullable Pattern name,
      @Nullable Network network,
      int port) {
    this.text = text;
    this.path = path;
    this.scheme = scheme;
    this.name = name;
    this.network = network;
    this.port = port;
  }

  /// @throws IllegalArgumentException says what is wrong with `text`
  public static AddressPattern parse(String text) {
    if (text.startsWith(PATH)) {
      return new AddressPattern(text, glob(text.substring(PATH.length())), null, null, null, -1);
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw malformed(text);
    }
    String host = form.group("v6") == null ? form.group("name") : form.group("v6");
    Optional<InetAddress> literal = UrlTarget.literal(host);
    if (literal.isEmpty() && (form.group("bits") != null || form.group("v6") != null)) {
      throw malformed(text);
    }
    String port = form.group("port");
    return new AddressPattern(
        text,
        null,
        glob(form.group("scheme").toLowerCase(Locale.ROOT)),
        literal.isPresent() ? null : glob(host.toLowerCase(Locale.ROOT)),
        literal.map(address -> network(text, address, form.group("bits"))).orElse(null),
        port == null ? -1 : Integer.parseInt(port));
  }

  boolean matchesPath(String relative) {
    return path != null && path.matcher(relative).matches();
  }

  /// @param resolved what the host's name stands for; none when it is an address itself
  boolean matches(UrlTarget target, List<InetAddress> resolved) {
    if (!matchesAroundTheHost(target)) {
      return false;
    }
    if (network == null) {
      return name != null && name.matcher(target.host()).matches();
    }
    Network wanted = network;
    return target.address().stream().anyMatch(wanted::holds)
        || resolved.stream().anyMatch(wanted::holds);
  }

  /// Whether the host's name must be looked up to tell.
  boolean mayMatchOnceLookedUp(UrlTarget target) {
    return network != null && target.address().isEmpty() && matchesAroundTheHost(target);
  }

  private boolean matchesAroundTheHost(UrlTarget target) {
    return scheme != null
        && scheme.matcher(target.scheme()).matches()
        && (port < 0 || port == target.port().orElse(-1));
  }

  private static Network network(String text, InetAddress address, @Nullable String bits) {
    byte[] prefix = address.getAddress();
    int length = bits == null ? prefix.length * 8 : Integer.parseInt(bits);
    if (length > prefix.length * 8) {
      throw malformed(text);
    }
    return new Network(prefix, length);
  }

  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.splitWithDelimiters("\\*", 0)) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is no pattern of addresses: write scheme://host, with * for any characters,"
            + " scheme://10.0.0.0/8, scheme://[2001:db8::]/32, each with :port if need be, or"
            + " path:folder/*");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// As it was written.
  @Override
  public String toString() {
    return text;
  }
}

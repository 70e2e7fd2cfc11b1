package io.sluice.schemas.redaction;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of an address what must not be shown: passwords, stream keys and query values. Where
/// an address is written so that it could be read in two ways, more is hidden, not less.
public final class AddressRedaction {
  /// A scheme with its `://`, and all that belongs to its address: `tee` and `concat` separate
  /// several by `|`, RTMP's options follow a space.
  private static final Pattern ADDRESS =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<rest>[^|\\s]*)");

  /// RTMP plain, over TLS, over HTTP and encrypted: the last element of the path is the stream key.
  private static final Pattern RTMP =
      Pattern.compile("rtmp(s|t|e|te|ts)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern LAST_ELEMENT = Pattern.compile("(?<=/)[^/]+(?=/*$)");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final Pattern PARAMETER =
      Pattern.compile("(?<name>[^=&;]*=)?(?<value>[^&;]*)(?<end>[&;]|$)");
  private static final Pattern OPTION = Pattern.compile("(?<name>\\s[^=\\s]+=)(?<value>[^|\\s]*)");

  private AddressRedaction() {}

  /// `address` with `***` in the place of every secret; references `${secret:NAME}` stay visible,
  /// for they hold none. Takes several addresses in one text too.
  public static String redacted(String address) {
    if (!address.contains("://")) {
      return address;
    }
    References references = References.cutOut(address);
    Matcher addresses = ADDRESS.matcher(references.text());
    StringBuilder shown = new StringBuilder();
    while (addresses.find()) {
      boolean rtmp = RTMP.matcher(addresses.group("scheme")).matches();
      String rest = withoutSecrets(addresses.group("rest"), rtmp);
      addresses.appendReplacement(
          shown, Matcher.quoteReplacement(addresses.group("scheme") + "://" + rest));
    }
    if (!shown.isEmpty()) {
      // `rtmp://host/app playpath=KEY`: the options of librtmp stand behind the address.
      String tail = addresses.appendTail(new StringBuilder()).toString();
      shown.append(replaceAll(OPTION, tail, m -> m.group("name") + hidden(m.group("value"))));
      return references.putBack(shown.toString());
    }
    return address;
  }

  private static String withoutSecrets(String rest, boolean rtmp) {
    int at = endOfUserInfo(rest);
    String user = at < 0 ? "" : userInfo(rest.substring(0, at)) + "@";
    String location = rest.substring(at + 1);
    int end = firstOf("?#", location);
    String path = location.substring(0, end);
    return user
        + (rtmp ? replaceAll(LAST_ELEMENT, path, m -> hidden(m.group())) : path)
        + query(location.substring(end));
  }

  /// Index of the `@` behind the user information; negative when there is none. A password that
  /// holds `/` or `?`, which should be escaped there, is taken for one all the same.
  private static int endOfUserInfo(String rest) {
    String authority = rest.substring(0, firstOf("/?#", rest));
    if (authority.contains("@")) {
      return authority.lastIndexOf('@');
    }
    int colon = authority.startsWith("[") ? -1 : authority.indexOf(':');
    boolean couldBeHost = colon < 0 || PORT.matcher(authority.substring(colon + 1)).matches();
    return couldBeHost ? -1 : rest.lastIndexOf('@');
  }

  private static String userInfo(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? userInfo
        : userInfo.substring(0, colon + 1) + hidden(userInfo.substring(colon + 1));
  }

  /// What begins with `?` or `#`, or is empty.
  private static String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    String parameters = query.substring(1);
    return query.charAt(0)
        + replaceAll(
            PARAMETER,
            parameters,
            m ->
                (m.group("name") == null ? "" : m.group("name"))
                    + hidden(m.group("value"))
                    + m.group("end"));
  }

  private static String hidden(String secret) {
    return References.hideAllElse(secret);
  }

  private static int firstOf(String characters, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static String replaceAll(
      Pattern pattern, String text, Function<Matcher, String> replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder all = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(all, Matcher.quoteReplacement(replacement.apply(matcher)));
    }
    return matcher.appendTail(all).toString();
  }
}

package io.sluice.whip.limits;

import java.net.InetAddress;
import java.util.Arrays;

/// A block of IP addresses, such as `10.0.0.0/8` (RFC 4632 §3.1, RFC 4291 §2.3).
///
/// @param bits leading ones that all addresses of the block share
@SuppressWarnings("ArrayRecordComponent") // never compared
record AddressBlock(byte[] network, int bits) {
  /// A single address is a block too.
  ///
  /// @throws IllegalArgumentException says what is wrong
  static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(slash < 0 ? text : text.substring(0, slash), text);
    int all = network.length * 8;
    int bits = slash < 0 ? all : number(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException("'" + text + "' has no prefix length of 0 to " + all);
    }
    return new AddressBlock(masked(network, bits), bits);
  }

  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == network.length && Arrays.equals(masked(bytes, bits), network);
  }

  /// Without the bits behind the first ones.
  static byte[] masked(byte[] address, int bits) {
    byte[] masked = address.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - 8L * i, 0, 8);
      masked[i] &= (byte) (0xff << (8 - kept));
    }
    return masked;
  }

  private static byte[] literal(String address, String text) {
    try {
      return InetAddress.ofLiteral(address).getAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no IP address or block like 10.0.0.0/8", e);
    }
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }
}

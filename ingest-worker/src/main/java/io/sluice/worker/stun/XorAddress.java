package io.sluice.worker.stun;

import io.sluice.worker.bytes.BigEndian;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// XOR-MAPPED-ADDRESS (RFC 8489 §14.2): the port and the address, each XORed with the magic cookie,
/// an IPv6 address with the transaction id behind it too.
final class XorAddress {
  private static final int IPV4 = 1;
  private static final int IPV6 = 2;

  private XorAddress() {}

  static @Nullable InetSocketAddress read(byte[] buffer, int messageAt, int valueAt, int length) {
    int addressBytes = length - 4;
    if (addressBytes < 4 || buffer[valueAt + 1] != (addressBytes == 4 ? IPV4 : IPV6)) {
      return null;
    }
    byte[] address = Arrays.copyOfRange(buffer, valueAt + 4, valueAt + length);
    xor(address, 0, addressBytes, buffer, messageAt);
    int port = BigEndian.u16(buffer, valueAt + 2) ^ (StunFormat.MAGIC_COOKIE >>> 16);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException _) {
      return null; // neither 4 nor 16 bytes
    }
  }

  static int valueBytes(InetAddress address) {
    return 4 + address.getAddress().length;
  }

  /// @param message its header must be complete
  static void write(byte[] message, int valueAt, InetSocketAddress source) {
    byte[] address = source.getAddress().getAddress();
    message[valueAt] = 0;
    message[valueAt + 1] = (byte) (address.length == 4 ? IPV4 : IPV6);
    BigEndian.put16(message, valueAt + 2, source.getPort() ^ (StunFormat.MAGIC_COOKIE >>> 16));
    System.arraycopy(address, 0, message, valueAt + 4, address.length);
    xor(message, valueAt + 4, address.length, message, 0);
  }

  /// The magic cookie and the transaction id follow each other in the header.
  private static void xor(byte[] target, int at, int length, byte[] message, int messageAt) {
    for (int i = 0; i < Math.min(length, 16); i++) {
      target[at + i] ^= message[messageAt + 4 + i];
    }
  }
}

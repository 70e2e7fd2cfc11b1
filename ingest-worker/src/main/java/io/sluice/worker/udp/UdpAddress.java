package io.sluice.worker.udp;

import io.sluice.worker.bytes.BigEndian;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// An address and a port as plain numbers, IPv4 in its mapped form (RFC 4291 §2.5.5.2), so that one
/// publisher is the same on sockets of either family.
///
/// Equal by value, and the key of tables. The port's own copy is pointed at one sender after the
/// other, so that looking a sender up costs no object; [#snapshot] is what may be kept, and never
/// changes.
public final class UdpAddress {
  private static final long MAPPED = 0xffff_0000_0000L;

  private long high;
  private long low;
  private int port;
  private int scope;
  private @Nullable InetSocketAddress inet;

  UdpAddress() {}

  public static UdpAddress of(InetSocketAddress address) {
    UdpAddress made = new UdpAddress();
    made.set(address);
    return made;
  }

  /// A copy that stays as it is.
  public UdpAddress snapshot() {
    UdpAddress copy = new UdpAddress();
    copy.high = high;
    copy.low = low;
    copy.port = port;
    copy.scope = scope;
    copy.inet = inet;
    return copy;
  }

  public int port() {
    return port;
  }

  public boolean isIpv4() {
    return high == 0 && (low & ~0xffff_ffffL) == MAPPED;
  }

  /// For people, for STUN, and for Java's own sockets. Made on first use.
  public InetSocketAddress toInet() {
    InetSocketAddress made = inet;
    if (made == null) {
      made = new InetSocketAddress(inetAddress(), port);
      inet = made;
    }
    return made;
  }

  void set(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    if (address.getAddress() instanceof Inet4Address) {
      setIpv4(BigEndian.i32(bytes, 0), address.getPort());
    } else {
      int zone = ((Inet6Address) address.getAddress()).getScopeId();
      setIpv6(BigEndian.i64(bytes, 0), BigEndian.i64(bytes, 8), address.getPort(), zone);
    }
    inet = address;
  }

  void setIpv4(int address, int newPort) {
    setIpv6(0, MAPPED | Integer.toUnsignedLong(address), newPort, 0);
  }

  /// @param newScope the interface of a link-local address; 0 for all others
  void setIpv6(long newHigh, long newLow, int newPort, int newScope) {
    high = newHigh;
    low = newLow;
    port = newPort;
    scope = newScope;
    inet = null;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  int scope() {
    return scope;
  }

  private InetAddress inetAddress() {
    byte[] bytes = new byte[16];
    BigEndian.put64(bytes, 0, high);
    BigEndian.put64(bytes, 8, low);
    try {
      // A mapped address becomes an Inet4Address.
      return scope == 0
          ? InetAddress.getByAddress(bytes)
          : Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UdpAddress that
        && low == that.low
        && port == that.port
        && high == that.high
        && scope == that.scope;
  }

  @Override
  public int hashCode() {
    long mixed = (low ^ high * 31 ^ ((long) port << 32 | scope)) * 0x9e37_79b9_7f4a_7c15L;
    return (int) (mixed >>> 32);
  }

  @Override
  public String toString() {
    return inetAddress().getHostAddress() + ":" + port;
  }
}

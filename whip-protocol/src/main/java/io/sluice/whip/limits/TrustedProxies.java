package io.sluice.whip.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The proxies and gateways whose `X-Forwarded-For` is believed; of anybody else it may be forged.
public final class TrustedProxies {
  /// More hops than this are nobody's deployment.
  private static final int MAX_HOPS = 16;

  /// Clients of one IPv6 host or home share the first 64 bits, and may use any of the rest.
  private static final int IPV6_CLIENT_BITS = 64;

  private final List<AddressBlock> blocks;

  private TrustedProxies(List<AddressBlock> blocks) {
    this.blocks = List.copyOf(blocks);
  }

  /// @param blocks such as `127.0.0.0/8` or `::1`
  /// @throws IllegalArgumentException says which one cannot be read, and why
  public static TrustedProxies of(List<String> blocks) {
    return new TrustedProxies(blocks.stream().map(String::strip).map(AddressBlock::parse).toList());
  }

  public boolean trusts(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  /// Under which name a client's requests are counted: its address, or its IPv6 network.
  ///
  /// @param hop where the request came from
  /// @param forwardedFor `X-Forwarded-For`, each hop's client behind that of the hop before; empty
  ///   when there is none
  public String clientOf(InetAddress hop, String forwardedFor) {
    InetAddress client = hop;
    List<String> claims = Arrays.asList(forwardedFor.split(",", -1)).reversed();
    for (String claim : claims.subList(0, Math.min(MAX_HOPS, claims.size()))) {
      Optional<InetAddress> claimed = trusts(client) ? literal(claim.strip()) : Optional.empty();
      if (claimed.isEmpty()) {
        break;
      }
      client = claimed.get();
    }
    return name(client);
  }

  private static String name(InetAddress client) {
    byte[] bytes = client.getAddress();
    if (bytes.length == 4) {
      return client.getHostAddress();
    }
    byte[] network = AddressBlock.masked(bytes, IPV6_CLIENT_BITS);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + IPV6_CLIENT_BITS;
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of 16 bytes", e);
    }
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

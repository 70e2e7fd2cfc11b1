package io.sluice.acceptance.network;

import io.sluice.acceptance.program.Place;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/// A road between this host and a place for clients, on which packets can get lost: two network
/// namespaces, the client's and a router's, joined by pairs of veth.
///
/// ```
///  this host ── host pair ── router ── client pair ── client
///  198.18.N.1   198.18.N.2|3      198.19.N.1   198.19.N.2
/// ```
///
/// The router drops datagrams as it forwards them, so that neither end learns of it: a drop on the
/// way out of a host would be an error of its socket. It does so by nftables, whose `numgen random`
/// needs nothing but the packet filter; `tc netem` is a kernel module that many machines lack. TCP
/// is spared: the calls of WHIP are not what is tested here.
///
/// Addresses are of RFC 2544's range for tests of networks, and nothing routes beyond the router.
public final class Road implements AutoCloseable {
  private static final Pattern COUNTED = Pattern.compile("counter packets (\\d+)");

  private final long number = ProcessHandle.current().pid();
  private final String router = Namespaces.named("router");
  private final String client = Namespaces.named("client");
  private final String hostPair = "slc" + number;
  private final String hostNet = "198.18." + number % 250 + ".";
  private final String clientNet = "198.19." + number % 250 + ".";
  private final Thread removal = new Thread(this::remove, "road-removal");

  private Road() {}

  public static Road build() {
    Namespaces.removeWhatTheDeadLeft();
    Road road = new Road();
    Runtime.getRuntime().addShutdownHook(road.removal);
    try {
      road.layOut();
      return road;
    } catch (RuntimeException | Error e) {
      road.close();
      throw e;
    }
  }

  private void layOut() {
    Namespaces.ip("netns add " + router);
    Namespaces.ip("netns add " + client);
    Namespaces.ip("link add " + hostPair + " type veth peer name wan netns " + router);
    Namespaces.ip("-n " + router + " link add lan type veth peer name eth netns " + client);
    Namespaces.ip("addr add " + hostNet + "1/24 dev " + hostPair);
    Namespaces.ip("link set " + hostPair + " up");
    Namespaces.ip("-n " + router + " addr add " + hostNet + "2/24 dev wan");
    Namespaces.ip("-n " + router + " addr add " + hostNet + "3/24 dev wan");
    Namespaces.ip("-n " + router + " addr add " + clientNet + "1/24 dev lan");
    Namespaces.ip("-n " + client + " addr add " + clientNet + "2/24 dev eth");
    for (String up :
        List.of(
            router + " link set wan",
            router + " link set lan",
            client + " link set lo",
            client + " link set eth")) {
      Namespaces.ip("-n " + up + " up");
    }
    Namespaces.ip("-n " + client + " route add default via " + clientNet + "1");
    Namespaces.run(router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
    Namespaces.filter(
        router,
        """
        table ip road {
          chain loss { type filter hook forward priority 0; }
          chain back { type filter hook prerouting priority raw
            iif wan ip daddr %1$s2-%1$s3 ip daddr set %2$s2
          }
          chain out { type filter hook postrouting priority srcnat; }
        }
        """
            .formatted(hostNet, clientNet));
    appearAs("2");
  }

  /// The address of this host that the place's programs reach.
  public InetAddress host() {
    return InetAddress.ofLiteral(hostNet + "1");
  }

  /// Where clients run. Programs in it see nothing of this host but [#host].
  public Place place() {
    return Namespaces.place(client);
  }

  /// From now on, `percent` of all datagrams are lost, in both directions alike.
  public void lose(int percent) {
    setLoss("meta l4proto udp numgen random mod 100 < " + percent + " counter drop");
  }

  /// From now on, no datagram comes through.
  public void cut() {
    setLoss("meta l4proto udp counter drop");
  }

  /// Every datagram comes through again.
  ///
  /// @return how many were lost since the loss began
  public int mend() {
    String chain = Namespaces.run(router, "nft", "list", "chain", "ip", "road", "loss");
    int lost =
        COUNTED.matcher(chain).results().mapToInt(found -> Integer.parseInt(found.group(1))).sum();
    Namespaces.filter(router, "flush chain ip road loss");
    return lost;
  }

  /// The client's packets come from another address of the router's from now on, as when a phone
  /// changes its network; what is sent to the former address still arrives.
  public void moveClient() {
    appearAs("3");
  }

  private void setLoss(String rule) {
    Namespaces.filter(router, "flush chain ip road loss\nadd rule ip road loss " + rule);
  }

  /// Without state: an address changes for connections that exist, too.
  private void appearAs(String last) {
    Namespaces.filter(
        router,
        "flush chain ip road out\nadd rule ip road out oif wan ip saddr set " + hostNet + last);
  }

  private void remove() {
    Namespaces.remove(client);
    Namespaces.remove(router); // its end of the host's pair goes with it
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(removal);
  }
}

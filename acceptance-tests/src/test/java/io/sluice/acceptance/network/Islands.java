package io.sluice.acceptance.network;

import io.sluice.acceptance.program.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Places for programs, each in a network namespace of its own, joined to this host by a pair of
/// veth, so that each can lose its way to some ports of this host and keep all others.
///
/// ```
///  this host ── 198.19.N.1 | 198.19.N.2 ── island 0
///            ── 198.19.N.5 | 198.19.N.6 ── island 1
/// ```
public final class Islands implements AutoCloseable {
  private final List<String> names;
  private final long number = ProcessHandle.current().pid();
  private final String net = "198.19." + number % 250 + ".";
  private final Thread removal = new Thread(this::remove, "islands-removal");

  private Islands(int count) {
    names = IntStream.range(0, count).mapToObj(i -> Namespaces.named("island" + i)).toList();
  }

  public static Islands build(int count) {
    Namespaces.removeWhatTheDeadLeft();
    Islands islands = new Islands(count);
    Runtime.getRuntime().addShutdownHook(islands.removal);
    try {
      IntStream.range(0, count).forEach(islands::layOut);
      return islands;
    } catch (RuntimeException | Error e) {
      islands.close();
      throw e;
    }
  }

  private void layOut(int island) {
    String name = names.get(island);
    String pair = "sli" + number + "-" + island;
    Namespaces.ip("netns add " + name);
    Namespaces.ip("link add " + pair + " type veth peer name eth netns " + name);
    Namespaces.ip("addr add " + shore(island) + "/30 dev " + pair);
    Namespaces.ip("link set " + pair + " up");
    Namespaces.ip("-n " + name + " addr add " + address(island) + "/30 dev eth");
    Namespaces.ip("-n " + name + " link set lo up");
    Namespaces.ip("-n " + name + " link set eth up");
    Namespaces.ip("-n " + name + " route add default via " + shore(island));
    Namespaces.filter(
        name,
        """
        table ip island {
          chain in { type filter hook input priority 0; }
          chain out { type filter hook output priority 0; }
        }
        """);
  }

  /// This host's end of the pair.
  private String shore(int island) {
    return net + (4 * island + 1);
  }

  /// The address of this host that every island reaches.
  public String host() {
    return shore(0);
  }

  /// Where this host reaches the programs of an island.
  public String address(int island) {
    return net + (4 * island + 2);
  }

  public Place place(int island) {
    return Namespaces.place(names.get(island));
  }

  /// From now on, nothing comes through between an island and these TCP ports of this host. Neither
  /// end is told.
  public void cutOff(int island, List<Integer> ports) {
    String set = ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Namespaces.filter(
        names.get(island),
        """
        add rule ip island in tcp sport { %1$s } drop
        add rule ip island out tcp dport { %1$s } drop
        """
            .formatted(set));
  }

  /// Everything comes through again.
  public void mend(int island) {
    Namespaces.filter(names.get(island), "flush chain ip island in\nflush chain ip island out\n");
  }

  private void remove() {
    names.forEach(Namespaces::remove);
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(removal);
  }
}

package io.sluice.worker.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PortPoolTest {
  private static final PortRange RANGE = new PortRange(20_000, 20_039);

  private final Set<Integer> takenByOthers = new HashSet<>();
  private final PortProbe probe =
      port -> {
        if (takenByOthers.contains(port)) {
          throw new IOException("in use");
        }
      };

  @Test
  void leasesFourAdjacentPortsFromAnEvenOneOn() throws Exception {
    PortBlock block = new PortPool(new PortRange(20_001, 20_010), 1, probe).lease().block();

    assertThat(block.all()).containsExactly(20_002, 20_003, 20_004, 20_005);
  }

  @RepeatedTest(50)
  void neverLeasesAPortTwiceAndEndsWithAllOfThem(RepetitionInfo info) throws Exception {
    Random random = new Random(info.getCurrentRepetition());
    PortPool pool = new PortPool(RANGE, 10, probe);
    List<PortLease> held = new ArrayList<>();
    for (int step = 0; step < 300; step++) {
      if (!held.isEmpty() && random.nextInt(3) == 0) {
        PortLease lease = held.remove(random.nextInt(held.size()));
        lease.close();
        lease.close();
      } else if (held.size() < pool.capacity()) {
        held.add(pool.lease());
      }
      List<Integer> ports = held.stream().flatMap(l -> l.block().all().stream()).toList();
      assertThat(ports).doesNotHaveDuplicates().allMatch(p -> p >= 20_000 && p <= 20_039);
      assertThat(pool.free()).isEqualTo(pool.capacity() - held.size());
    }
    held.forEach(PortLease::close);
    assertThat(pool.free()).isEqualTo(pool.capacity());
  }

  @Test
  void neverLeasesABlockTwiceToManyThreads() throws Exception {
    PortPool pool = new PortPool(new PortRange(20_000, 20_399), 100, probe);
    List<Callable<PortBlock>> calls = new ArrayList<>();
    for (int i = 0; i < pool.capacity(); i++) {
      calls.add(() -> pool.lease().block());
    }
    Set<PortBlock> blocks = new HashSet<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var result : threads.invokeAll(calls)) {
        assertThat(blocks.add(result.get())).isTrue();
      }
    }
    assertThat(pool.free()).isZero();
  }

  @Test
  void takesABlockThatCameBackOnlyAfterAllOthers() throws Exception {
    PortPool pool = new PortPool(RANGE, 10, probe);
    PortLease first = pool.lease();
    PortBlock block = first.block();
    first.close();

    ArrayDeque<PortBlock> next = new ArrayDeque<>();
    for (int i = 0; i < pool.capacity(); i++) {
      next.addLast(pool.lease().block());
    }
    assertThat(next.getLast()).isEqualTo(block);
    assertThat(next).doesNotHaveDuplicates();
  }

  @Test
  void passesOverBlocksOfWhichAnyPortIsTaken() throws Exception {
    takenByOthers.addAll(Set.of(20_003, 20_004));

    assertThat(new PortPool(RANGE, 10, probe).lease().block().first()).isEqualTo(20_008);
  }

  @Test
  void reportsTheLastErrorAfterTheAttemptsAllowed() {
    takenByOthers.addAll(Set.of(20_003, 20_004, 20_008));

    assertThatThrownBy(() -> new PortPool(RANGE, 3, probe).lease())
        .isInstanceOf(NoLeaseException.class)
        .hasMessage("after 3 attempts in 20000-20039: port 20008 is not free: in use")
        .extracting(e -> ((NoLeaseException) e).reason())
        .isEqualTo(NoLeaseException.Reason.PORTS_TAKEN);
  }

  @Test
  void losesNoBlockToAFailedAttempt() {
    takenByOthers.addAll(Set.of(20_003, 20_004, 20_008));
    PortPool pool = new PortPool(RANGE, 3, probe);

    assertThatThrownBy(pool::lease).isInstanceOf(NoLeaseException.class);

    assertThat(pool.free()).isEqualTo(pool.capacity());
  }

  @Test
  void saysWhenEveryLeaseIsHeld() throws Exception {
    PortPool pool = new PortPool(new PortRange(20_000, 20_003), 5, probe);
    PortLease only = pool.lease();

    assertThatThrownBy(pool::lease)
        .isInstanceOf(NoLeaseException.class)
        .extracting(e -> ((NoLeaseException) e).reason())
        .isEqualTo(NoLeaseException.Reason.NO_FREE_PORTS);
    only.close();
    assertThat(pool.lease().block()).isEqualTo(only.block());
  }

  @Test
  void findsAPortInUseByBindingIt() throws Exception {
    try (DatagramSocket taken =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      assertThatThrownBy(() -> PortProbe.byBinding().check(taken.getLocalPort()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesRangesThatHoldNoLease() {
    assertThatThrownBy(() -> PortRange.parse("20000-20002"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PortRange.parse("20000")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PortRange.parse("a-b")).isInstanceOf(IllegalArgumentException.class);
    assertThat(PortRange.parse(" 20000-29999 ")).isEqualTo(new PortRange(20_000, 29_999));
  }

  @Test
  void leasesNothingWhileTheDiskIsNearlyFull() throws NoLeaseException {
    AtomicReference<Optional<String>> shortage =
        new AtomicReference<>(Optional.of("5 MiB left of 256"));
    PortPool pool = new PortPool(RANGE, 3, port -> {}, shortage::get);

    assertThatThrownBy(pool::lease)
        .hasMessage("5 MiB left of 256")
        .extracting(e -> ((NoLeaseException) e).reason())
        .isEqualTo(NoLeaseException.Reason.DISK_NEARLY_FULL);
    assertThat(pool.free()).isZero();

    shortage.set(Optional.empty());
    assertThat(pool.free()).isEqualTo(pool.capacity());
    pool.lease().close();
  }
}

package io.sluice.worker.udp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatagramIoTest {
  /// What another JVM finds.
  static final class Teller {
    private Teller() {}

    public static void main(String[] arguments) {
      InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      try (DatagramPort port = DatagramIo.AUTO.open(PortOptions.sendOnly(any))) {
        System.out.println("found " + port.getClass().getSimpleName());
      }
      try {
        System.out.println("forced " + DatagramIo.NATIVE.resolved());
      } catch (IllegalStateException e) {
        System.out.println("refused " + e.getMessage());
      }
    }
  }

  @Test
  void takesTheKernelsOwnCallsWhereItMay() throws Exception {
    assertThat(tell("--enable-native-access=ALL-UNNAMED"))
        .contains("found LinuxDatagramPort", "forced NATIVE");
  }

  @Test
  void takesNioWhereItMustNotCallTheKernelAndRefusesToPretend() throws Exception {
    assertThat(tell("--illegal-native-access=deny"))
        .contains("found NioDatagramPort", "refused no datagrams by system calls here")
        .doesNotContain("forced");
  }

  @Test
  void takesNioOnProcessorsItDoesNotKnow() throws Exception {
    assertThat(tell("--enable-native-access=ALL-UNNAMED", "-Dos.arch=mips64"))
        .contains("found NioDatagramPort", "not written for Linux on mips64");
  }

  private static String tell(String... flags) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Teller.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}

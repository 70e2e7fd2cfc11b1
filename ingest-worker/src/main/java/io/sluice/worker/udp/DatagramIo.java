package io.sluice.worker.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which way datagrams take through the kernel.
public enum DatagramIo {
  /// The system calls of Linux where they are there, else NIO.
  AUTO,
  /// The system calls of Linux, or no start.
  NATIVE,
  /// NIO, everywhere.
  NIO;

  private static final Logger log = LoggerFactory.getLogger(DatagramIo.class);

  /// Those whose structures and numbers are written down here.
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

  /// What this host really gives: never [#AUTO].
  ///
  /// @throws IllegalStateException when [#NATIVE] is asked for and not there
  public DatagramIo resolved() {
    return switch (this) {
      case NIO -> NIO;
      case NATIVE -> {
        String reason = nativeMissing();
        if (!reason.isEmpty()) {
          throw new IllegalStateException("no datagrams by system calls here: " + reason);
        }
        yield NATIVE;
      }
      case AUTO -> {
        String reason = nativeMissing();
        if (!reason.isEmpty()) {
          log.atInfo().addKeyValue("reason", reason).log("datagrams go by NIO");
        }
        yield reason.isEmpty() ? NATIVE : NIO;
      }
    };
  }

  /// @throws UncheckedIOException when the port cannot be bound; nothing is left open then
  public DatagramPort open(PortOptions options) {
    try {
      return switch (resolved()) {
        case NATIVE -> LinuxDatagramPort.open(options);
        case NIO, AUTO -> NioDatagramPort.open(options);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the port cannot be bound: " + options.bind() + ": " + e.getMessage(), e);
    }
  }

  /// Whether this host has IPv6 at all.
  public static boolean hasIpv6() {
    try (DatagramPort _ =
        NioDatagramPort.open(
            PortOptions.sendOnly(new InetSocketAddress(InetAddress.ofLiteral("::"), 0)))) {
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /// Empty when all is there.
  private static String nativeMissing() {
    String system = System.getProperty("os.name", "");
    String architecture = System.getProperty("os.arch", "");
    if (!system.equals("Linux") || !ARCHITECTURES.contains(architecture)) {
      return "not written for " + system + " on " + architecture;
    }
    try (Arena arena = Arena.ofConfined()) {
      int _ = Libc.close(arena.allocate(Libc.CAPTURED), -1);
      return "";
    } catch (LinkageError | IllegalCallerException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return String.valueOf(cause.getMessage());
    }
  }
}

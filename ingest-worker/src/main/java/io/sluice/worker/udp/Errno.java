package io.sluice.worker.udp;

/// The errors of the system calls that are told apart; the numbers are those of x86-64 and AArch64.
final class Errno {
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EAGAIN = 11;
  static final int EINVAL = 22;
  static final int EMSGSIZE = 90;
  static final int EOPNOTSUPP = 95;
  static final int EADDRINUSE = 98;
  static final int ECONNREFUSED = 111;

  private Errno() {}

  /// What the kernel says of a run of segments that this path cannot carry: no checksum offload, a
  /// segment above the MTU, no segmentation at all (udp(7), UDP_SEGMENT).
  static boolean refusesSegments(int errno) {
    return errno == EIO || errno == EINVAL || errno == EMSGSIZE || errno == EOPNOTSUPP;
  }

  static String text(int errno) {
    return switch (errno) {
      case EADDRINUSE -> "address already in use";
      case 1 -> "not permitted";
      case 13 -> "permission denied";
      case 97 -> "address family not supported";
      case 99 -> "no such address on this host";
      default -> "errno " + errno;
    };
  }
}

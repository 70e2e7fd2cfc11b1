package io.sluice.worker.ffmpeg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which UDP ports of the loopback address a process has bound, by Linux's own account.
final class BoundSockets {
  /// 127.0.0.1 as the kernel of a little-endian machine prints it.
  private static final String LOOPBACK = "0100007F";

  private static final int LOCAL_ADDRESS = 1;
  private static final int INODE = 9;
  private static final Pattern SOCKET_LINK = Pattern.compile("socket:\\[(\\d+)]");

  private BoundSockets() {}

  /// True when process `pid` itself holds a socket on each of `ports`: somebody else's socket there
  /// means that it is about to fail.
  static boolean holdsAll(long pid, List<Integer> ports) {
    if (ports.isEmpty()) {
      return true;
    }
    try {
      Path proc = Path.of("/proc", Long.toString(pid));
      Set<Long> own = ownSockets(proc.resolve("fd"));
      if (own.size() < ports.size()) {
        return false; // asked again and again: the host's list of sockets is read once it may tell
      }
      Map<Integer, Long> bound =
          inodesByPort(Files.readAllLines(proc.resolve("net/udp"), StandardCharsets.US_ASCII));
      return ports.stream().allMatch(port -> own.contains(bound.get(port)));
    } catch (IOException e) {
      // It has ended: whoever waits hears of that by its exit.
      return false;
    }
  }

  static Map<Integer, Long> inodesByPort(List<String> procNetUdp) {
    Map<Integer, Long> inodes = new HashMap<>();
    for (String line : procNetUdp) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length > INODE && fields[LOCAL_ADDRESS].startsWith(LOOPBACK + ":")) {
        int port = Integer.parseInt(fields[LOCAL_ADDRESS].substring(LOOPBACK.length() + 1), 16);
        inodes.put(port, Long.parseLong(fields[INODE]));
      }
    }
    return inodes;
  }

  /// Inodes of the sockets, of any kind, behind these file descriptors.
  static Set<Long> ownSockets(Path fdFolder) throws IOException {
    Set<Long> inodes = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(fdFolder)) {
      for (Path file : files) {
        Matcher link = SOCKET_LINK.matcher(linkTarget(file));
        if (link.matches()) {
          inodes.add(Long.parseLong(link.group(1)));
        }
      }
    }
    return inodes;
  }

  /// Empty for one that was closed while we looked.
  private static String linkTarget(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "";
    }
  }
}

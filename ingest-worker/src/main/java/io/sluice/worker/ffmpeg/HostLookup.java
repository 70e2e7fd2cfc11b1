package io.sluice.worker.ffmpeg;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Asks what the name of a host stands for.
@FunctionalInterface
interface HostLookup {
  /// Everything that it stands for; nothing when it is not known.
  List<InetAddress> addressesOf(String host);

  /// As this host resolves names.
  static HostLookup ofThisHost() {
    return host -> {
      try {
        return List.of(InetAddress.getAllByName(host));
      } catch (UnknownHostException e) {
        return List.of();
      }
    };
  }
}

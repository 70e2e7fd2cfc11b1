package io.sluice.controlplane;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The name of this host, for telling control planes apart.
final class HostName {
  private HostName() {}

  static String find() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that cannot resolve its own name still has one in its environment, mostly.
      String name = System.getenv("HOSTNAME");
      return name == null || name.isBlank() ? "control-plane" : name;
    }
  }
}

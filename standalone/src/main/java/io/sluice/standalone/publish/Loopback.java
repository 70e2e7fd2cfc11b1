package io.sluice.standalone.publish;

import java.net.NetworkInterface;
import java.net.SocketException;

/// The machine that has no network but itself.
final class Loopback {
  private Loopback() {}

  /// True when no interface but loopback is up. libwebrtc overlooks loopback when it enumerates
  /// networks, so that it must be told to send from whichever address routing picks.
  static boolean isAllThereIs() {
    try {
      return NetworkInterface.networkInterfaces().noneMatch(Loopback::isUsable);
    } catch (SocketException e) {
      return false; // unknown: then libwebrtc's own way is as good a guess
    }
  }

  private static boolean isUsable(NetworkInterface candidate) {
    try {
      return candidate.isUp()
          && !candidate.isLoopback()
          && candidate.getInterfaceAddresses().stream()
              .anyMatch(address -> !address.getAddress().isLinkLocalAddress());
    } catch (SocketException e) {
      return false;
    }
  }
}

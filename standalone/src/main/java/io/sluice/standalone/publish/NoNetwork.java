package io.sluice.standalone.publish;

/// What to do where libwebrtc finds no network.
final class NoNetwork {
  static final String ADVICE =
      "this machine has no network interface but loopback, which WebRTC"
          + " does not use. Give it one, for example: ip link add sluice0 type veth peer name sluice1;"
          + " ip addr add 127.0.0.2/32 dev sluice0; ip link set sluice0 up; ip link set sluice1 up";

  private NoNetwork() {}
}

package io.sluice.worker.sdp;

/// One side's ICE user name fragment and password (RFC 8839 §5.4).
public record IceCredentials(String ufrag, String pwd) {
  @Override
  public String toString() {
    return "IceCredentials[hidden]";
  }
}

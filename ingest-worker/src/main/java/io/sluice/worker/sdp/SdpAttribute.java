package io.sluice.worker.sdp;

/// One `a=` line: `a=name:value`, or `a=name` with an empty value (RFC 8866 §5.13).
record SdpAttribute(String name, String value) {
  static SdpAttribute parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new SdpAttribute(text.strip(), "")
        : new SdpAttribute(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }
}

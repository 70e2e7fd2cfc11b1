package io.sluice.worker.sdp;

import java.util.List;

/// One media description as written: `m=<type> <port> <protocol> <formats>` and its attributes.
record SdpMedia(String type, int port, String protocol, List<String> formats, SdpSection section) {
  SdpMedia {
    formats = List.copyOf(formats);
  }
}

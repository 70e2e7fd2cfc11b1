package io.sluice.controlplane.gateway;

import io.sluice.identity.ProcessId;
import io.sluice.whip.WhipReply;
import java.net.URI;

/// Where a request is led.
sealed interface Lead {
  /// Nowhere: the gateway answers it.
  record Answer(WhipReply reply) implements Lead {}

  /// To the owner, by the gateway.
  record Proxy(ProcessId processId, URI target) implements Lead {}

  /// To the owner, by the publisher itself.
  record Redirect(URI target) implements Lead {}
}

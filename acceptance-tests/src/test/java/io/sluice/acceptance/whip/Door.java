package io.sluice.acceptance.whip;

import io.sluice.acceptance.fleet.Fleet;

/// Where a publisher knocks.
enum Door {
  /// The worker itself.
  WORKER,
  /// A gateway that passes everything on.
  PROXY,
  /// A gateway that sends the POST to the worker by 307, and passes the rest on.
  REDIRECT;

  /// The WHIP endpoint of a process that has its route.
  String endpoint(Fleet fleet, String processId) {
    return switch (this) {
      case WORKER -> fleet.process(processId).awaitRoute().getWhipUrl();
      case PROXY -> fleet.whipUrl(processId);
      case REDIRECT -> fleet.redirectingWhipUrl(processId);
    };
  }
}

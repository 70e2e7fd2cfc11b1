package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsIdentity;
import java.security.SecureRandom;
import java.util.concurrent.Executor;

/// What every session shares.
///
/// @param loop runs tasks on the event loop, soon; drops them once the server is closed
record PeerServices(
    MediaPort port,
    Executor loop,
    DtlsIdentity identity,
    PublisherEvents events,
    Tally tally,
    SessionTable sessions,
    MediaServerConfig config,
    SecureRandom random) {}

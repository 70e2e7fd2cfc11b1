package io.sluice.worker.peer;

import io.sluice.worker.dtls.DtlsIdentity;
import io.sluice.worker.peer.loop.SessionHome;
import io.sluice.worker.peer.loop.SessionTable;
import io.sluice.worker.peer.tally.Tally;
import java.security.SecureRandom;

/// What a session works with; all but its home is shared with the others.
///
/// @param loop runs tasks on the session's event loop, soon; drops them once the server is closed
record PeerServices(
    SessionHome loop,
    DtlsIdentity identity,
    PublisherEvents events,
    Tally tally,
    SessionTable sessions,
    MediaServerConfig config,
    SecureRandom random) {}

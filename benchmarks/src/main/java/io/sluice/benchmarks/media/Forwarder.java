package io.sluice.benchmarks.media;

/// One contestant as the load sees it.
///
/// @param slot numbering of its own in the load; sessions and keys that go on must keep theirs
/// @param extension id of the transport-wide sequence number in its packets; 0: they have none
record Forwarder(String name, int slot, int port, long pid, int extension) {}

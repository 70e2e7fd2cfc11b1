package io.sluice.worker.heartbeat;

/// How much a worker has to do at this moment.
///
/// @param processes that it runs
/// @param freeLeases how many port leases it has left
/// @param cpuLoad of the host, 0 to 1; negative when unknown
/// @param memoryLoad share of the host's memory in use, 0 to 1; negative when unknown
/// @param factsDropped how many facts were lost since the worker's start
public record WorkerLoad(
    int processes, int freeLeases, double cpuLoad, double memoryLoad, long factsDropped) {}

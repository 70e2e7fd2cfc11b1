package io.sluice.simulation.log;

/// An entry, and where it stands.
public record Written(String topic, int partition, SimPartition.Entry entry) {}

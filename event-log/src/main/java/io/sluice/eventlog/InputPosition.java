package io.sluice.eventlog;

/// Where an input stood in Kafka.
public record InputPosition(String topic, int partition, long offset) {}

package io.sluice.worker.ingest;

/// What a worker does with a process when it has had no contact with Kafka for too long, and
/// another worker may soon be given the process.
public enum IsolationPolicy {
  /// It streams on: the other's FFmpeg writes nothing before a publisher comes.
  CONTINUE,
  /// It ends in order before the other may begin.
  STOP
}

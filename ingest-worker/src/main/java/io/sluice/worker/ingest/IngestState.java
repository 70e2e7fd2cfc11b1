package io.sluice.worker.ingest;

/// Where the life of a process on this worker stands.
public sealed interface IngestState {
  /// An earlier generation of the same process still holds its files and ports.
  record WaitingForPredecessor() implements IngestState {}

  /// Publishers can come; FFmpeg is started when it is known what the first of them sends.
  record AwaitingPublisher() implements IngestState {}

  /// FFmpeg is being started and does not listen yet.
  record Starting(int attempt) implements IngestState {}

  /// FFmpeg listens; with WHIP on, publishers can come.
  record Running(int attempt) implements IngestState {}

  /// FFmpeg ended; it is started again after a pause. A publisher that was there stays.
  record BackingOff(int nextAttempt) implements IngestState {}

  /// Everything is being given back.
  record TearingDown(TearDownReason reason) implements IngestState {}

  /// Nothing is left.
  record Ended() implements IngestState {}
}

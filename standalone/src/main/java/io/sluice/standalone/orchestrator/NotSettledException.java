package io.sluice.standalone.orchestrator;

/// The command is on Kafka, but nobody has decided it in the time given.
public final class NotSettledException extends Exception {
  private static final long serialVersionUID = 1L;

  NotSettledException(String message) {
    super(message);
  }
}

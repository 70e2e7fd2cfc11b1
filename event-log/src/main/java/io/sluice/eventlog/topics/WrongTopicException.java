package io.sluice.eventlog.topics;

/// A topic exists, but not as it must be. The message names topic, setting, what was found and what
/// is wanted, for each that is wrong.
public final class WrongTopicException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongTopicException(String message) {
    super(message);
  }
}

package io.sluice.standalone;

/// A port cannot be used. The message says which, why, and by which option to choose another.
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String message) {
    super(message);
  }
}

package io.sluice.standalone.demo;

/// Why the demo cannot go on; the message is for the person at the terminal.
public final class DemoFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  DemoFailedException(String message) {
    super(message);
  }
}

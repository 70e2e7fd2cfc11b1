package io.sluice.standalone.publish;

/// Why a publisher could not start or go on.
public final class PublishFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String inWords;

  /// @param inWords for the person at the terminal: what is wrong and what to do
  public PublishFailedException(String inWords) {
    super(inWords);
    this.inWords = inWords;
  }

  public String inWords() {
    return inWords;
  }
}

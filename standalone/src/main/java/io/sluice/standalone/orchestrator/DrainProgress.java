package io.sluice.standalone.orchestrator;

/// How far a drain is.
///
/// @param seen processes that were on the worker since the watch began
/// @param here those of them that still are
/// @param publishing those of them that wait for their publisher
/// @param moving those of them whose new worker makes ready
/// @param waiting those that have left and wait for a worker that can take them
public record DrainProgress(int seen, int here, int publishing, int moving, int waiting) {
  public int moved() {
    return seen - here;
  }

  public boolean isDone() {
    return here == 0;
  }
}

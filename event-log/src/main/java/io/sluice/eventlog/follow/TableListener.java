package io.sluice.eventlog.follow;

/// Told of a followed table's changes, after they are in its view.
///
/// Thread: called on the follower's thread; what it throws is logged, and the change is not
/// repeated.
@FunctionalInterface
public interface TableListener<V> {
  void changed(TableChange<V> change);

  /// All that stood in the topic when the follower first reached it has been told.
  default void caughtUp() {}
}

package io.sluice.controlplane.views;

/// Nobody more may wait just now: the memory that waiting takes is bounded.
public final class TooManyWaitersException extends RuntimeException {
  TooManyWaitersException(int limit) {
    super("already " + limit + " requests wait for an outcome");
  }
}

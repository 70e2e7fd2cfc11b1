package io.sluice.benchmarks.start;

import java.util.concurrent.atomic.AtomicBoolean;

/// A thread that polls until it is ended.
abstract class HopThread {
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread thread;

  HopThread(String name) {
    thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  final void start() {
    thread.start();
  }

  final boolean isOpen() {
    return open.get();
  }

  /// Polls while [#isOpen], then closes its clients.
  abstract void run();

  final void end() throws InterruptedException {
    open.set(false);
    thread.join();
  }
}

package io.sluice.benchmarks.bare;

import java.util.concurrent.atomic.AtomicBoolean;

/// A thread that polls until it is ended.
public abstract class HopThread {
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread thread;

  protected HopThread(String name) {
    thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  public final void start() {
    thread.start();
  }

  protected final boolean isOpen() {
    return open.get();
  }

  /// Polls while [#isOpen], then closes its clients.
  protected abstract void run();

  public final void end() throws InterruptedException {
    open.set(false);
    thread.join();
  }
}

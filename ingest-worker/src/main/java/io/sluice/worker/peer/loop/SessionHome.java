package io.sluice.worker.peer.loop;

import io.sluice.worker.legs.LegOutput;
import io.sluice.worker.reception.PacketPool;
import java.util.concurrent.Executor;

/// The event loop that one session lives on. A session is born on any, and moves at most once: to
/// the loop whose socket sees its first valid connectivity check, for that socket will see the
/// rest.
///
/// Thread: any, but for [#moveTo].
public final class SessionHome implements Executor {
  private volatile MediaLoop loop;

  public SessionHome(MediaLoop birthplace) {
    this.loop = birthplace;
  }

  public MediaLoop loop() {
    return loop;
  }

  /// Thread: the loop that it leaves, which touches the session no more.
  public void moveTo(MediaLoop other) {
    loop = other;
  }

  /// Runs the task on the session's loop, also when the session moves meanwhile.
  @Override
  public void execute(Runnable task) {
    MediaLoop at = loop;
    at.execute(() -> {
      if (at == loop) {
        task.run();
      } else {
        execute(task);
      }
    });
  }

  /// Where the session's media goes to FFmpeg. Thread: the session's loop.
  public LegOutput legs() {
    return loop.legs();
  }

  /// Where the session's packets wait. Thread: the session's loop.
  public PacketPool pool() {
    return loop.pool();
  }
}

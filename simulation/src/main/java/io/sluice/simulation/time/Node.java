package io.sluice.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// A machine with one program on it: its clocks, its way to Kafka, and whether the program runs,
/// hangs or is dead.
public final class Node {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final String name;
  private final Timeline timeline;
  private final Diary diary;
  private final long bootNanos;
  private final double rate;
  private Duration wallError;
  private int life;
  private boolean alive;
  private boolean cut;
  private long hangsUntilNanos;

  /// Its clocks go wrong, each in its own way.
  public Node(String name, Timeline timeline, Diary diary, Chance chance) {
    this.name = name;
    this.timeline = timeline;
    this.diary = diary;
    this.bootNanos = chance.number(0, 1_000_000) * 1_000_000L;
    this.rate = 1 + chance.number(-1_000, 1_000) / 1e6;
    this.wallError = chance.millis(-20_000, 20_000);
  }

  public String name() {
    return name;
  }

  public void note(String what) {
    diary.note(name, what);
  }

  // ---- clocks

  /// Its monotonic clock, which runs a little fast or slow.
  public long nanoTime() {
    return bootNanos + (long) (timeline.nowNanos() * rate);
  }

  /// Its wall clock, which may be anywhere.
  public Instant instant() {
    return timeline.now().plus(wallError);
  }

  public void setWallError(Duration error) {
    wallError = error;
    note("wall clock is off by " + error);
  }

  // ---- the program

  public boolean isAlive() {
    return alive;
  }

  public void begin() {
    life++;
    alive = true;
    hangsUntilNanos = 0;
  }

  /// Nothing that the program still had to do happens.
  public void end() {
    life++;
    alive = false;
  }

  /// SIGSTOP, a long collection of garbage, a virtual machine that is moved.
  public void hang(Duration time) {
    hangsUntilNanos = timeline.nowNanos() + time.toNanos();
    note("hangs for " + time.toMillis() + " ms");
  }

  public void goOn() {
    hangsUntilNanos = 0;
  }

  /// Does `action` after `delay`, unless this life of the program has ended by then; not while it
  /// hangs.
  public void after(Duration delay, Runnable action) {
    int mine = life;
    timeline.after(delay, () -> runIn(mine, action));
  }

  private void runIn(int mine, Runnable action) {
    if (mine != life) {
      return;
    }
    if (timeline.nowNanos() < hangsUntilNanos) {
      timeline.after(
          Duration.ofNanos(hangsUntilNanos - timeline.nowNanos()), () -> runIn(mine, action));
      return;
    }
    action.run();
  }

  /// The same again and again.
  public void every(Duration interval, Runnable action) {
    after(
        interval,
        () -> {
          action.run();
          every(interval, action);
        });
  }

  /// The same while `goesOn`, after a pause that is drawn anew each time.
  ///
  /// @param pauseMillis on average
  public void nowAndThen(Chance chance, int pauseMillis, BooleanSupplier goesOn, Runnable action) {
    after(
        chance.millis(0, 2 * pauseMillis),
        () -> {
          if (goesOn.getAsBoolean()) {
            action.run();
            nowAndThen(chance, pauseMillis, goesOn, action);
          }
        });
  }

  // ---- the network

  public boolean reachesKafka() {
    return !cut;
  }

  public void cut() {
    cut = true;
    note("is cut off from Kafka");
  }

  public void mend() {
    if (cut) {
      note("reaches Kafka again");
    }
    cut = false;
  }

  /// Does `action` as soon as Kafka can be reached.
  public void withKafka(Runnable action) {
    if (reachesKafka()) {
      action.run();
    } else {
      after(LOOK_AGAIN, () -> withKafka(action));
    }
  }
}

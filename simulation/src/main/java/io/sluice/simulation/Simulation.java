package io.sluice.simulation;

import io.sluice.simulation.rules.BrokenRuleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs one world: as many steps as asked for with everything going wrong, then some minutes in
/// which nothing does, after which everything must be as it should.
public final class Simulation {
  public static final int USUAL_STEPS = 1_500;

  private static final Duration TO_SETTLE = Duration.ofSeconds(90);

  private Simulation() {}

  public static Verdict run(long seed, int steps, Seams seams) {
    World world = new World(seed, seams);
    long done = 0;
    try {
      world.start();
      while (done < steps) {
        world.step();
        done++;
      }
      world.calm();
      Duration end = world.now().plus(TO_SETTLE);
      while (world.now().compareTo(end) < 0) {
        world.step();
        done++;
      }
      SettledFleet.check(world);
      return new Verdict.Sound(world.figures(done));
    } catch (BrokenRuleException e) {
      return broken(seed, steps, String.valueOf(e.getMessage()), world, done);
    } catch (RuntimeException e) {
      return broken(seed, steps, "a bug: " + stack(e), world, done);
    }
  }

  private static Verdict broken(long seed, int steps, String problem, World world, long done) {
    List<String> trace = new ArrayList<>(world.diary().lines());
    return new Verdict.Broken(seed, steps, problem, trace, world.figures(done));
  }

  private static String stack(RuntimeException e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (StackTraceElement frame : e.getStackTrace()) {
      text.append("\n    at ").append(frame);
    }
    return text.toString();
  }
}

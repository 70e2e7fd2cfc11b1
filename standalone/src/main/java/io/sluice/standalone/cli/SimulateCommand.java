package io.sluice.standalone.cli;

import io.sluice.simulation.Seams;
import io.sluice.simulation.Seeds;
import io.sluice.simulation.Simulation;
import io.sluice.simulation.Verdict;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "simulate",
    description = {
      "Run simulated fleets in which everything goes wrong, and check",
      "the rules that must always hold."
    },
    footer = {"", "Exit code: 0 every rule held, 1 one was broken, 2 wrong use."})
final class SimulateCommand implements Callable<Integer> {
  private static final int LAST_LINES = 60;
  private static final long USUAL_SEEDS = 100;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many fleets. Default: 100, or 1 with --seed.")
  private @Nullable Long seeds;

  @Option(
      names = "--steps",
      paramLabel = "M",
      description = "Steps of each in which things go wrong. Default: ${DEFAULT-VALUE}.")
  private int steps = Simulation.USUAL_STEPS;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Seed of the first fleet, 1 by default. One alone shows its whole trace.")
  private @Nullable Long seed;

  @Override
  public Integer call() {
    long from = seed == null ? 1 : seed;
    long count = seeds != null ? seeds : seed == null ? USUAL_SEEDS : 1;
    if (count < 1 || steps < 1) {
      throw UserErrorException.usage("--seeds and --steps are at least 1");
    }
    long begin = System.nanoTime();
    Seeds.Result result =
        Seeds.run(
            from,
            count,
            steps,
            Seams.SOUND,
            done -> {
              if (done % 1_000 == 0 && done < count) {
                System.err.println("  " + done + " seeds");
              }
            });
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.println(result.figures());
    if (result.broken().isPresent()) {
      show(result.broken().get(), count == 1);
      return ExitCode.FAILED;
    }
    System.out.printf("%d seeds, no rule broken, %d s%n", count, took.toSeconds());
    return ExitCode.DONE;
  }

  private static void show(Verdict.Broken broken, boolean whole) {
    List<String> trace = broken.trace();
    int from = whole ? 0 : Math.max(0, trace.size() - LAST_LINES);
    trace.subList(from, trace.size()).forEach(System.out::println);
    System.out.println();
    System.out.println("seed " + broken.seed() + " breaks " + broken.problem());
    System.out.println("again, with its whole trace: " + broken.command());
  }
}

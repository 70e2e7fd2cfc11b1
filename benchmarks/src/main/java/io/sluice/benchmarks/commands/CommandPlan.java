package io.sluice.benchmarks.commands;

/// How much is done.
///
/// @param perSecond commands, at the pace
/// @param seconds for so long
/// @param known processes that run beforehand
/// @param flatOut commands of each round flat out
record CommandPlan(int perSecond, int seconds, int known, int flatOut) {
  private static final CommandPlan USUAL = new CommandPlan(5_000, 60, 100_000, 60_000);

  static CommandPlan of(String[] args) {
    return new CommandPlan(
        argument(args, 0, USUAL.perSecond),
        argument(args, 1, USUAL.seconds),
        argument(args, 2, USUAL.known),
        argument(args, 3, USUAL.flatOut));
  }

  private static int argument(String[] args, int index, int usual) {
    return index < args.length ? Integer.parseInt(args[index]) : usual;
  }
}

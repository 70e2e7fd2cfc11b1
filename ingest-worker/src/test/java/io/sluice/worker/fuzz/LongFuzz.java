package io.sluice.worker.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/// Fuzzes every target in turn until a time is over; prints what broke, ready for the corpus.
///
/// ```text
/// java -cp <test class path> io.sluice.worker.fuzz.LongFuzz <seconds>
/// ```
public final class LongFuzz {
  private static final int ROUNDS = 20_000;

  private LongFuzz() {}

  public static void main(String[] arguments) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
    long seed = System.nanoTime();
    long inputs = 0;
    while (System.nanoTime() < end) {
      for (FuzzTarget target : FuzzTarget.values()) {
        List<byte[]> corpus = Corpus.of(target);
        Mutations mutations = new Mutations(corpus, seed++);
        for (int i = 0; i < ROUNDS; i++) {
          inputs++;
          tryOut(target, mutations.next());
        }
      }
    }
    System.out.println("inputs " + inputs);
  }

  private static void tryOut(FuzzTarget target, byte[] input) {
    byte[] kept = input.clone();
    try {
      target.parse(input);
    } catch (RuntimeException e) {
      System.out.println(target + " " + e + " " + HexFormat.of().formatHex(kept));
    }
  }
}

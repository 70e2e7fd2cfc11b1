package io.sluice.worker.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every parser of bytes that strangers send, over its corpus and over damaged copies of it, the
/// same in each run. [LongFuzz] does it for as long as one likes.
///
/// The time-out only ends a run that would never end.
@Timeout(300)
class FuzzTest {
  private static final int ROUNDS = 5_000;
  private static final long MOST_BYTES = 4_000_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @EnumSource
  void noExceptionEscapesAndMemoryIsBounded(FuzzTarget target) throws IOException {
    List<byte[]> corpus = Corpus.of(target);
    assertThat(corpus).hasSizeGreaterThan(1);
    corpus.forEach(input -> parse(target, input));
    Mutations mutations = new Mutations(corpus, 20_260_301);
    for (int i = 0; i < ROUNDS; i++) {
      parse(target, mutations.next());
    }
  }

  private static void parse(FuzzTarget target, byte[] input) {
    long allocated = allocatedBy(target, input.clone());
    if (allocated >= MOST_BYTES) {
      allocated =
          allocatedBy(target, input.clone()); // without the classes it was the first to need
    }
    assertThat(allocated).as("bytes allocated for %d", input.length).isLessThan(MOST_BYTES);
  }

  private static long allocatedBy(FuzzTarget target, byte[] input) {
    byte[] kept = input.clone();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      target.parse(input);
    } catch (RuntimeException e) {
      throw new AssertionError(target + " on " + HexFormat.of().formatHex(kept), e);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}

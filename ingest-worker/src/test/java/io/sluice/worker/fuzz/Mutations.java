package io.sluice.worker.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages inputs as a fuzzer does: bits, lengths, pieces cut out, doubled, or taken from another
/// input. The same seed gives the same damage.
final class Mutations {
  private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff, 0xfe, 0x10, 0x40};
  private static final int MAX_BYTES = 4_096;

  private final Random random;
  private final List<byte[]> corpus;

  Mutations(List<byte[]> corpus, long seed) {
    this.corpus = corpus;
    this.random = new Random(seed);
  }

  byte[] next() {
    byte[] input = any().clone();
    int wounds = 1 + random.nextInt(6);
    for (int i = 0; i < wounds; i++) {
      input = wound(input);
    }
    return input.length > MAX_BYTES ? Arrays.copyOf(input, MAX_BYTES) : input;
  }

  private byte[] any() {
    return corpus.get(random.nextInt(corpus.size()));
  }

  private byte[] wound(byte[] input) {
    if (input.length == 0) {
      return random(1 + random.nextInt(64));
    }
    int at = random.nextInt(input.length);
    switch (random.nextInt(9)) {
      case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> input[at] = (byte) random.nextInt();
      case 2 -> input[at] = (byte) TELLING[random.nextInt(TELLING.length)];
      case 3 -> input[at] += (byte) (random.nextInt(9) - 4);
      case 4 -> {
        return Arrays.copyOf(input, at);
      }
      case 5 -> {
        return splice(input, at, new byte[0], Math.min(input.length, at + 1 + random.nextInt(16)));
      }
      case 6 -> {
        int end = Math.min(input.length, at + 1 + random.nextInt(64));
        return splice(input, at, Arrays.copyOfRange(input, at, end), at);
      }
      case 7 -> {
        return splice(input, at, random(1 + random.nextInt(8)), at);
      }
      default -> {
        byte[] other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return splice(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
      }
    }
    return input;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Puts a piece in the place of what is between `from` and `to`.
  private static byte[] splice(byte[] input, int from, byte[] piece, int to) {
    byte[] spliced = new byte[from + piece.length + input.length - to];
    System.arraycopy(input, 0, spliced, 0, from);
    System.arraycopy(piece, 0, spliced, from, piece.length);
    System.arraycopy(input, to, spliced, from + piece.length, input.length - to);
    return spliced;
  }
}

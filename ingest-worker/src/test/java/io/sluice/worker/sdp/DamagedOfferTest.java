package io.sluice.worker.sdp;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedOfferTest {
  private static final int ROUNDS = 1_000;

  @Test
  void noDamageToAnOfferEscapesAsAnException() {
    Random random = new Random(20_260_101);
    for (int round = 0; round < ROUNDS; round++) {
      String damaged = damage(Offers.chromium(), random);

      assertThatCode(() -> Negotiation.of(damaged, Offers.H264_AND_OPUS))
          .as(damaged)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void noCutOfAnOfferEscapesAsAnException() {
    String offer = Offers.ffmpeg();
    for (int length = 0; length < offer.length(); length++) {
      String cut = offer.substring(0, length);

      assertThatCode(() -> Negotiation.of(cut, Offers.H264_AND_OPUS))
          .as(cut)
          .doesNotThrowAnyException();
    }
  }

  private static String damage(String offer, Random random) {
    StringBuilder damaged = new StringBuilder(offer);
    int wounds = 1 + random.nextInt(12);
    for (int i = 0; i < wounds; i++) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, (char) random.nextInt(256));
        case 1 -> damaged.delete(at, Math.min(damaged.length(), at + 1 + random.nextInt(40)));
        default -> damaged.insert(at, damaged.substring(at, Math.min(damaged.length(), at + 30)));
      }
    }
    return damaged.toString();
  }
}

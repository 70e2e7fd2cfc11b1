package io.sluice.standalone.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class TestPictureTest {
  private static final LocalTime NOON = LocalTime.of(12, 0, 0);

  private final TestPicture picture = new TestPicture(320, 240);

  @Test
  void looksDifferentFromOneFrameToTheNext() {
    picture.draw(0, NOON);
    byte[] first = picture.y.clone();

    picture.draw(1, NOON);

    assertThat(picture.y).isNotEqualTo(first);
  }

  @Test
  void looksTheSameForTheSameFrameAndTime() {
    picture.draw(7, NOON);
    byte[] first = picture.y.clone();
    picture.draw(8, NOON.plusSeconds(1));

    picture.draw(7, NOON);

    assertThat(picture.y).isEqualTo(first);
  }

  @Test
  void showsTheTime() {
    picture.draw(0, NOON);
    byte[] first = picture.y.clone();

    picture.draw(0, NOON.plusSeconds(5));

    assertThat(picture.y).isNotEqualTo(first);
  }

  @Test
  void hasColour() {
    picture.draw(0, NOON);

    assertThat(picture.u).contains((byte) 212, (byte) 44);
    assertThat(picture.v).contains((byte) 212, (byte) 44);
  }

  @Test
  void keepsItsWritingInsideASmallPicture() {
    var small = new TestPicture(32, 16);

    small.draw(1_000_000, NOON);

    assertThat(small.y).hasSize(32 * 16);
  }
}

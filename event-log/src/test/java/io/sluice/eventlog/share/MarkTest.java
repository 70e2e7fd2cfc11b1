package io.sluice.eventlog.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
  @Test
  void readsWhatItWrote() {
    Mark mark = new Mark(40, List.of(17L, 23L));

    assertThat(mark.offset()).isEqualTo(17);
    assertThat(Mark.read(mark.offset(), mark.note())).isEqualTo(mark);
    assertThat(mark.isDone(18)).isTrue();
    assertThat(mark.isDone(23)).isFalse();
    assertThat(mark.isDone(40)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "by hand", "40;", "40;x", "40;18,23", "20;17,23", ";", "40;17;9"})
  void believesNoNoteThatIsNotItsOwn(String note) {
    assertThat(Mark.read(17, note)).isEqualTo(new Mark(17, List.of()));
  }

  @Test
  void shortensANoteThatKafkaWouldNotTakeAndForgetsNothingThatIsOpen() {
    List<Long> open = LongStream.range(0, 5_000).map(i -> 1_000_000_000L + 2 * i).boxed().toList();
    Mark mark = new Mark(1_000_020_000L, open);

    assertThat(mark.note().length()).isBetween(1, 4_000);
    Mark read = Mark.read(mark.offset(), mark.note());
    assertThat(open).noneMatch(read::isDone);
    assertThat(read.isDone(1_000_000_001L)).isTrue();
  }

  @Test
  void passesOnWhatIsDoneWhateverTheOrderAndWhoeverTakesOver() {
    Random random = new Random(11);
    TreeSet<Long> worked = new TreeSet<>();
    Mark mark = new Mark(0, List.of());
    for (int owner = 0; owner < 200; owner++) {
      OffsetProgress progress = new OffsetProgress(mark);
      long end = mark.offset() + random.nextInt(30);
      TreeSet<Long> open = new TreeSet<>();
      for (long offset = mark.offset(); offset < end; offset++) {
        if (progress.take(offset)) {
          assertThat(worked).doesNotContain(offset);
          open.add(offset);
        } else {
          assertThat(worked).contains(offset);
        }
      }
      for (long offset : List.copyOf(open)) {
        if (random.nextBoolean()) {
          progress.done(offset);
          worked.add(offset);
        }
      }
      mark = Mark.read(progress.mark().offset(), progress.mark().note());
    }
    Mark last = mark;
    assertThat(LongStream.range(0, mark.offset()).boxed()).allMatch(worked::contains);
    assertThat(worked).allMatch(last::isDone);
  }
}

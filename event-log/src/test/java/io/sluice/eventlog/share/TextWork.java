package io.sluice.eventlog.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.eventlog.InputRecord;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Work on records that are texts: a test says what becomes of each.
final class TextWork implements PartitionWork {
  private final OffsetProgress progress;
  private final Predicate<InputRecord> worker;
  private final BooleanSupplier full;

  /// @param worker given what is not done yet; whether it is done then
  TextWork(Mark mark, Predicate<InputRecord> worker) {
    this(mark, worker, () -> false);
  }

  /// @param worker given what is not done yet; whether it is done then
  TextWork(Mark mark, Predicate<InputRecord> worker, BooleanSupplier full) {
    this.progress = new OffsetProgress(mark);
    this.worker = worker;
    this.full = full;
  }

  static String text(InputRecord record) {
    return new String(Objects.requireNonNull(record.value()), UTF_8);
  }

  @Override
  public void take(InputRecord record) {
    long offset = record.position().offset();
    if (progress.take(offset) && worker.test(record)) {
      progress.done(offset);
    }
  }

  @Override
  public boolean isFull() {
    return full.getAsBoolean();
  }

  @Override
  public Mark mark() {
    return progress.mark();
  }

  @Override
  public void close() {}
}

package io.sluice.controlplane.feed;

import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.LogUnavailableException;
import io.sluice.eventlog.replay.PositionLostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One reader of the feed: first what it missed, then what comes. Every transition that passes its
/// filter is given once, each partition in its order.
///
/// Thread: [#next] on one at a time; [#close] and what puts into its mailbox on any.
public final class FeedReader implements AutoCloseable {
  private final FeedFilter filter;
  private final Mailbox mailbox;
  private final FollowedHistory.Stretch missed;
  private final DecidedMapping mapping;
  private final Consumer<FeedReader> whenClosed;
  private final ArrayDeque<InputRecord> batch = new ArrayDeque<>();

  private FeedPosition position;
  private boolean hasCaughtUp;
  private FeedMessage.@Nullable End end;

  FeedReader(
      FeedPosition position,
      FeedFilter filter,
      Mailbox mailbox,
      FollowedHistory.Stretch missed,
      DecidedMapping mapping,
      Consumer<FeedReader> whenClosed) {
    this.position = position;
    this.filter = filter;
    this.mailbox = mailbox;
    this.missed = missed;
    this.mapping = mapping;
    this.whenClosed = whenClosed;
  }

  /// The next message that this reader wants; blocks. [FeedMessage.Alive] when there is none for
  /// `patience`.
  public FeedMessage next(Duration patience) throws InterruptedException {
    if (end != null) {
      return end;
    }
    Optional<FeedMessage> earlier = hasCaughtUp ? Optional.empty() : nextMissed();
    FeedMessage next = earlier.isPresent() ? earlier.get() : nextLive(patience);
    if (next instanceof FeedMessage.End last) {
      end = last;
    }
    return next;
  }

  /// As `Last-Event-ID` has it: all up to here was given, or was not wanted.
  public String position() {
    return position.toString();
  }

  private Optional<FeedMessage> nextMissed() {
    try {
      while (true) {
        while (!batch.isEmpty()) {
          Optional<FeedMessage> wanted = mapping.of(batch.remove()).flatMap(this::passed);
          if (wanted.isPresent()) {
            return wanted;
          }
        }
        batch.addAll(missed.next());
        if (batch.isEmpty()) {
          hasCaughtUp = true;
          missed.close();
          return Optional.empty();
        }
      }
    } catch (PositionLostException e) {
      return Optional.of(new FeedMessage.End(FeedMessage.Reason.UNKNOWN_POSITION));
    } catch (LogUnavailableException e) {
      return Optional.of(new FeedMessage.End(FeedMessage.Reason.KAFKA_UNAVAILABLE));
    }
  }

  private FeedMessage nextLive(Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    Duration left = patience;
    while (true) {
      FeedMessage message = mailbox.take(left);
      if (!(message instanceof FeedMessage.Decided decided)) {
        return message;
      }
      Optional<FeedMessage> wanted = passed(decided);
      if (wanted.isPresent()) {
        return wanted.get();
      }
      // Much that is not wanted must not look like silence.
      left = patience.minusNanos(System.nanoTime() - begun);
      if (left.isNegative()) {
        return new FeedMessage.Alive();
      }
    }
  }

  /// Empty for what was seen before, or is not wanted; the position goes on all the same.
  private Optional<FeedMessage> passed(FeedMessage.Decided message) {
    if (position.hasSeen(message.position())) {
      return Optional.empty();
    }
    position = position.after(message.position());
    return filter.wants(message) ? Optional.of(message) : Optional.empty();
  }

  /// Told of everything; transitions are filtered when they are read, so that the position moves.
  void offer(FeedMessage message) {
    if (message instanceof FeedMessage.Decided || filter.wants(message)) {
      mailbox.put(message);
    }
  }

  @Override
  public void close() {
    whenClosed.accept(this);
    missed.close();
  }
}

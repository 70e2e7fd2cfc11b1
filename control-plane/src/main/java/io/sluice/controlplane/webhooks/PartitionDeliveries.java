package io.sluice.controlplane.webhooks;

import io.sluice.controlplane.feed.DecidedMapping;
import io.sluice.controlplane.feed.FeedFilter;
import io.sluice.controlplane.feed.FeedMessage;
import io.sluice.eventlog.InputRecord;
import io.sluice.eventlog.share.Mark;
import io.sluice.eventlog.share.OffsetProgress;
import io.sluice.eventlog.share.PartitionWork;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one partition of the history gives to one webhook: each process's messages one after the
/// other, those of different processes side by side.
///
/// Thread: the reader's; each lane has a virtual one for as long as something waits in it.
final class PartitionDeliveries implements PartitionWork {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionDeliveries.class);

  /// A webhook that takes nothing holds up a partition only when so many wait.
  static final int OPEN_AT_MOST = 1_000;

  private final FeedFilter filter;
  private final DecidedMapping mapping;
  private final Courier courier;
  private final BooleanSupplier ready;
  private final String thread;
  private final Consumer<PartitionDeliveries> whenClosed;
  private final OffsetProgress progress;
  private final Map<String, Lane> lanes = new HashMap<>(); // by process; guarded by this
  private boolean closed; // guarded by this

  private record Waiting(Message message, long readNanos) {}

  /// The messages of one process, and who delivers them.
  private final class Lane {
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Thread carrier;

    Lane(String process) {
      this.carrier = Thread.ofVirtual().name(thread).unstarted(() -> drain(process, this));
    }
  }

  /// @param ready whether the references of processes are known
  /// @param thread name of the lanes' threads
  PartitionDeliveries(
      Mark mark,
      FeedFilter filter,
      DecidedMapping mapping,
      Courier courier,
      BooleanSupplier ready,
      String thread,
      Consumer<PartitionDeliveries> whenClosed) {
    this.progress = new OffsetProgress(mark);
    this.filter = filter;
    this.mapping = mapping;
    this.courier = courier;
    this.ready = ready;
    this.thread = thread;
    this.whenClosed = whenClosed;
  }

  @Override
  public void take(InputRecord record) {
    long offset = record.position().offset();
    if (!progress.take(offset)) {
      return;
    }
    Optional<FeedMessage.Decided> wanted = mapping.of(record).filter(filter::wants);
    if (wanted.isEmpty()) {
      progress.done(offset);
      return;
    }
    FeedMessage.Decided decided = wanted.get();
    enqueue(new Message(decided.position(), decided.processId(), decided.types(), decided.json()));
  }

  private synchronized void enqueue(Message message) {
    if (closed) {
      return;
    }
    Lane known = lanes.get(message.processId());
    if (known != null) {
      known.waiting.add(new Waiting(message, courier.now()));
      return;
    }
    Lane lane = new Lane(message.processId());
    lane.waiting.add(new Waiting(message, courier.now()));
    lanes.put(message.processId(), lane);
    lane.carrier.start();
  }

  private void drain(String process, Lane lane) {
    try {
      Waiting next = first(lane);
      while (next != null) {
        courier.deliver(next.message(), next.readNanos());
        progress.done(next.message().position().offset());
        next = following(process, lane);
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("processId", process).log("deliveries are another's from now on");
    } catch (RuntimeException e) {
      // What is not done is done again by the next owner.
      LOG.atError().addKeyValue("processId", process).setCause(e).log("deliveries met a bug");
    }
  }

  private synchronized @Nullable Waiting first(Lane lane) {
    return lane.waiting.peek();
  }

  /// Null when the lane is empty, and no lane any more.
  private synchronized @Nullable Waiting following(String process, Lane lane) {
    lane.waiting.remove();
    if (lane.waiting.isEmpty()) {
      lanes.remove(process);
    }
    return lane.waiting.peek();
  }

  /// How many messages wait, or are being delivered.
  int waiting() {
    return progress.open();
  }

  @Override
  public boolean isFull() {
    return progress.open() >= OPEN_AT_MOST || !ready.getAsBoolean();
  }

  @Override
  public Mark mark() {
    return progress.mark();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      lanes.values().forEach(lane -> lane.carrier.interrupt());
      lanes.clear();
    }
    whenClosed.accept(this);
  }
}

package io.sluice.worker.rtp;

import java.util.Arrays;

/// Remembers when packets arrived by their transport-wide sequence number, and writes the feedback
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).
///
/// ```text
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P| FMT=15  |    PT=205     |            length             |
/// |                   SSRC of packet sender                       |
/// |                    SSRC of media source                       |
/// |     base sequence number      |      packet status count      |
/// |       reference time, 64 ms, signed           | fb pkt. count |
/// |      chunks, 16 bits each: what arrived       |  ...          |
/// |      deltas, 8 or 16 bits each, 250 us        |  ...  padding |
/// ```
///
/// Thread: one owner. Bounded: numbers more than 4,096 behind the newest are forgotten.
public final class TransportFeedback {
  private static final int WINDOW = 4096;
  private static final int MASK = WINDOW - 1;
  private static final long NOT_RECEIVED = Long.MIN_VALUE;
  private static final long TICK_NANOS = 250_000;
  private static final int TICKS_PER_REFERENCE = 256;
  private static final int FIXED_BYTES = 20;

  /// Enough for the feedback of 100 ms at 50 Mbit/s; more goes into a further packet.
  private static final int MAX_STATUSES = 400;

  private final long[] arrivalTicks = new long[WINDOW];
  private final byte[] symbols = new byte[MAX_STATUSES];
  private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();

  /// All below were reported or given up.
  private long nextToReport = -1;

  /// The newest number received.
  private long newest = -1;

  private int feedbackPacketCount;

  public TransportFeedback() {
    Arrays.fill(arrivalTicks, NOT_RECEIVED);
  }

  /// Only for a packet that was authenticated and really kept: the sender forgets what is
  /// acknowledged here and could not send it again.
  ///
  /// @param transportSequence 0-65535, see [RtpPacket#transportSequence(int)]
  /// @param arrivalNanos of any monotonic clock
  public void received(int transportSequence, long arrivalNanos) {
    long sequence = unwrapper.unwrap(transportSequence);
    if (newest < 0 || sequence <= newest - WINDOW) {
      startAt(sequence);
    }
    advanceTo(sequence);
    arrivalTicks[(int) sequence & MASK] = Math.floorDiv(arrivalNanos, TICK_NANOS);
    // A packet that came late goes back into the report, like every one after it.
    nextToReport = Math.min(nextToReport, sequence);
  }

  /// No network holds a packet for 4,096 others: a number so far behind is a sender's fresh start.
  private void startAt(long sequence) {
    Arrays.fill(arrivalTicks, NOT_RECEIVED);
    newest = sequence - 1;
    nextToReport = sequence;
  }

  private void advanceTo(long sequence) {
    long from = Math.max(newest + 1, sequence - WINDOW + 1);
    for (long forgotten = from; forgotten <= sequence; forgotten++) {
      arrivalTicks[(int) forgotten & MASK] = NOT_RECEIVED;
    }
    newest = Math.max(newest, sequence);
    nextToReport = Math.max(nextToReport, newest - WINDOW + 1);
  }

  /// Whether anything arrived that was not yet reported.
  public boolean hasNews() {
    return newest >= 0 && nextToReport <= newest;
  }

  /// Appends one feedback packet with as many arrivals as fit; to be called until [#hasNews()] is
  /// false. Arrivals reported before are reported again only when an older packet came late. Does
  /// nothing when there is no news or not even room for one arrival.
  public void writeTo(RtcpWriter writer, int senderSsrc, int mediaSsrc) {
    int room = writer.remaining() - FIXED_BYTES - 3;
    if (!hasNews() || room < 4) {
      return;
    }
    long base = nextToReport; // packets lost before the first arrival are reported too
    long reference = Math.floorDiv(firstArrivalTicks(base), TICKS_PER_REFERENCE);
    int count = classify(base, reference * TICKS_PER_REFERENCE, room);
    int start = writer.length();
    writer.header(RtcpTypes.TRANSPORT_WIDE, RtcpTypes.TRANSPORT_FEEDBACK, FIXED_BYTES);
    writer.put32(senderSsrc);
    writer.put32(mediaSsrc);
    writer.put16((int) base);
    writer.put16(count);
    writer.put32(((int) reference << 8) | (feedbackPacketCount++ & 0xff));
    StatusChunks.write(writer, symbols, count);
    writeDeltas(writer, base, count, reference * TICKS_PER_REFERENCE);
    pad(writer, start);
    nextToReport = base + count;
  }

  private long firstArrivalTicks(long base) {
    long sequence = base;
    while (ticks(sequence) == NOT_RECEIVED) {
      sequence++; // ends: the newest was received
    }
    return ticks(sequence);
  }

  private long ticks(long sequence) {
    return arrivalTicks[(int) sequence & MASK];
  }

  /// Fills in the symbols from `base` on, until a delta does not fit into 16 bits (§3.1.5: then a
  /// new packet with a new reference time is due) or the room might not do.
  ///
  /// @return how many statuses the packet has, at least one
  private int classify(long base, long referenceTicks, int room) {
    long before = referenceTicks;
    int bytes = 0;
    int count = 0;
    while (count < MAX_STATUSES && base + count <= newest) {
      long ticks = ticks(base + count);
      int symbol = StatusChunks.NOT_RECEIVED;
      if (ticks != NOT_RECEIVED) {
        long delta = ticks - before;
        if (delta != (short) delta) {
          break;
        }
        symbol = delta >= 0 && delta <= 255 ? StatusChunks.SMALL_DELTA : StatusChunks.LARGE_DELTA;
        before = ticks;
      }
      int chunkBytes = 2 * (count / StatusChunks.FEWEST_IN_A_CHUNK + 1);
      if (bytes + symbol + chunkBytes > room) {
        break;
      }
      bytes += symbol; // the symbol is the size of its delta
      symbols[count++] = (byte) symbol;
    }
    return count;
  }

  private void writeDeltas(RtcpWriter writer, long base, int count, long referenceTicks) {
    long before = referenceTicks;
    for (int i = 0; i < count; i++) {
      if (symbols[i] == StatusChunks.NOT_RECEIVED) {
        continue;
      }
      int delta = (int) (ticks(base + i) - before);
      before = ticks(base + i);
      if (symbols[i] == StatusChunks.SMALL_DELTA) {
        writer.put8(delta);
      } else {
        writer.put16(delta);
      }
    }
  }

  /// RFC 3550 §6.4.1: the last byte of the padding counts it.
  private static void pad(RtcpWriter writer, int start) {
    int padding = -(writer.length() - start) & 3;
    for (int i = 1; i <= padding; i++) {
      writer.put8(i == padding ? padding : 0);
    }
    if (padding > 0) {
      writer.buffer()[start] |= 0x20;
    }
    writer.endPacket(start);
  }
}

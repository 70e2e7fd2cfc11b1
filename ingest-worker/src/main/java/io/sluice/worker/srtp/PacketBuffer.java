package io.sluice.worker.srtp;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/// The window through which jitsi-srtp sees one packet; pointed at one after the other. Never moves
/// a packet to another array: what it appends must fit behind it.
final class PacketBuffer implements ByteArrayBuffer {
  private byte[] buffer = new byte[0];
  private int offset;
  private int length;

  PacketBuffer wrap(byte[] packet, int packetOffset, int packetLength) {
    buffer = packet;
    offset = packetOffset;
    length = packetLength;
    return this;
  }

  @Override
  public byte[] getBuffer() {
    return buffer;
  }

  @Override
  public int getOffset() {
    return offset;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int length) {
    this.length = length;
  }

  @Override
  public void setOffset(int offset) {
    this.offset = offset;
  }

  @Override
  public boolean isInvalid() {
    return offset < 0 || length < 0 || offset + length > buffer.length;
  }

  @Override
  public void readRegionToBuff(int from, int count, byte[] target) {
    System.arraycopy(buffer, offset + from, target, 0, count);
  }

  /// Only checks: the caller gave the room.
  @Override
  public void grow(int howMuch) {
    if (offset + length + howMuch > buffer.length) {
      throw new IllegalStateException("no room for " + howMuch + " bytes behind the packet");
    }
  }

  @Override
  public void append(byte[] data, int count) {
    grow(count);
    System.arraycopy(data, 0, buffer, offset + length, count);
    length += count;
  }

  @Override
  public void shrink(int count) {
    length = Math.max(0, length - count);
  }

  @Override
  public String toString() {
    return "PacketBuffer" + Arrays.asList(offset, length);
  }
}

package io.sluice.worker.rtp;

import io.sluice.worker.bytes.BigEndian;

/// A window on one RTP packet inside somebody else's buffer; made once, pointed at many packets.
///
/// ```text
///  0                   1                   2                   3        RFC 3550 §5.1
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |V=2|P|X|  CC   |M|     PT      |       sequence number         |
/// |                           timestamp                           |
/// |                             SSRC                              |
/// |                         CSRC (CC times)                       |
/// |   extension profile (X only)  |   its length in 32-bit words  |
/// |                       header extensions                       |
/// |                            payload                            |
/// |              padding (P only); its last byte counts it        |
/// ```
///
/// The changing methods write into the buffer. Thread: one owner, no locking.
public final class RtpPacket {
  public static final int FIXED_HEADER_BYTES = 12;

  private static final int MARKER_AND_TYPE = 1;
  private static final int SEQUENCE_NUMBER = 2;
  private static final int TIMESTAMP = 4;
  private static final int SSRC = 8;
  private static final int PADDING_BIT = 0x20;
  private static final int EXTENSION_BIT = 0x10;
  private static final int MARKER_BIT = 0x80;

  private byte[] buffer = new byte[FIXED_HEADER_BYTES];
  private int offset;
  private int payloadOffset = FIXED_HEADER_BYTES;
  private int payloadEnd = FIXED_HEADER_BYTES;
  private int end = FIXED_HEADER_BYTES;
  private int extensionProfile;
  private int extensionsAt;
  private int extensionsEnd;

  /// The SSRC of a packet that may still be encrypted: its header never is.
  public static int ssrcOf(byte[] buffer, int offset) {
    return BigEndian.i32(buffer, offset + SSRC);
  }

  /// The payload type of a packet that may still be encrypted.
  public static int payloadTypeOf(byte[] buffer, int offset) {
    return buffer[offset + MARKER_AND_TYPE] & 0x7f;
  }

  /// Points this window at a decrypted packet.
  ///
  /// @return false, with the window unusable, when the bytes are not one whole RTP packet
  public boolean wrap(byte[] packet, int packetOffset, int packetLength) {
    if (packetLength < FIXED_HEADER_BYTES || (packet[packetOffset] & 0xc0) != 0x80) {
      return false;
    }
    int packetEnd = packetOffset + packetLength;
    int first = packet[packetOffset];
    int at = packetOffset + FIXED_HEADER_BYTES + 4 * (first & 0x0f);
    int profile = 0;
    int extensions = at;
    if ((first & EXTENSION_BIT) != 0) {
      if (at + 4 > packetEnd) {
        return false;
      }
      profile = BigEndian.u16(packet, at);
      extensions = at + 4;
      at = extensions + 4 * BigEndian.u16(packet, at + 2);
    }
    int padding = (first & PADDING_BIT) == 0 ? 0 : BigEndian.u8(packet, packetEnd - 1);
    boolean paddingCountsItself = (first & PADDING_BIT) == 0 || padding > 0;
    if (at + padding > packetEnd || !paddingCountsItself) {
      return false;
    }
    buffer = packet;
    offset = packetOffset;
    end = packetEnd;
    payloadOffset = at;
    payloadEnd = packetEnd - padding;
    extensionProfile = profile;
    extensionsAt = extensions;
    extensionsEnd = at;
    return true;
  }

  public byte[] buffer() {
    return buffer;
  }

  /// Where the packet begins in [#buffer()]; moves when the header is shortened.
  public int offset() {
    return offset;
  }

  /// The length of the whole packet in bytes.
  public int length() {
    return end - offset;
  }

  public int payloadOffset() {
    return payloadOffset;
  }

  /// The length of the payload in bytes, padding excluded; 0 for a packet of padding only.
  public int payloadLength() {
    return payloadEnd - payloadOffset;
  }

  public boolean marker() {
    return (buffer[offset + MARKER_AND_TYPE] & MARKER_BIT) != 0;
  }

  public int payloadType() {
    return buffer[offset + MARKER_AND_TYPE] & 0x7f;
  }

  /// 0 to 65535.
  public int sequenceNumber() {
    return BigEndian.u16(buffer, offset + SEQUENCE_NUMBER);
  }

  /// 32 bits of the media clock, to be compared by differences only.
  public int rtpTimestamp() {
    return BigEndian.i32(buffer, offset + TIMESTAMP);
  }

  public int ssrc() {
    return BigEndian.i32(buffer, offset + SSRC);
  }

  public void setPayloadType(int payloadType) {
    int markerBit = buffer[offset + MARKER_AND_TYPE] & MARKER_BIT;
    buffer[offset + MARKER_AND_TYPE] = (byte) (markerBit | (payloadType & 0x7f));
  }

  public void setMarker(boolean marker) {
    buffer[offset + MARKER_AND_TYPE] = (byte) (payloadType() | (marker ? MARKER_BIT : 0));
  }

  public void setSequenceNumber(int sequenceNumber) {
    BigEndian.put16(buffer, offset + SEQUENCE_NUMBER, sequenceNumber);
  }

  public void setRtpTimestamp(int rtpTimestamp) {
    BigEndian.put32(buffer, offset + TIMESTAMP, rtpTimestamp);
  }

  public void setSsrc(int ssrc) {
    BigEndian.put32(buffer, offset + SSRC, ssrc);
  }

  /// Finds a header extension (RFC 8285, one-byte and two-byte form).
  ///
  /// @param id the id agreed in SDP, 1-255
  /// @return an index for [#extensionLength(int)] into [#buffer()] where its data begins, or -1
  public int extension(int id) {
    return HeaderExtensions.find(buffer, extensionsAt, extensionsEnd, extensionProfile, id);
  }

  /// The length in bytes of the extension whose data begins at the index [#extension(int)] gave.
  public int extensionLength(int dataOffset) {
    return HeaderExtensions.lengthOf(buffer, dataOffset, extensionProfile);
  }

  /// The transport-wide sequence number (0-65535) in the extension of that id, or -1.
  public int transportSequence(int id) {
    int at = extension(id);
    return at < 0 || extensionLength(at) < 2 ? -1 : BigEndian.u16(buffer, at);
  }

  /// The text (mid, rid) in the extension of that id; empty when it is not there. Allocates.
  public String extensionText(int id) {
    int at = extension(id);
    return at < 0 ? "" : HeaderExtensions.text(buffer, at, extensionLength(at));
  }

  /// Leaves the fixed header and the payload: no CSRC, no extension, no padding. The payload stays
  /// where it is; the header moves up to it, and [#offset()] with it.
  public void stripToFixedHeader() {
    int newOffset = payloadOffset - FIXED_HEADER_BYTES;
    moveFixedHeader(newOffset);
    buffer[offset] = (byte) 0x80;
    end = payloadEnd;
    forgetExtensions();
  }

  /// Takes the first bytes of the payload away; the header stays where it is until
  /// [#stripToFixedHeader()].
  ///
  /// @param bytes at most [#payloadLength()]
  void cutPayload(int bytes) {
    payloadOffset += bytes;
  }

  /// Turns a retransmission into the packet that it repeats (RFC 4588 §4): the first two bytes of
  /// its payload are the original sequence number. Header extensions and padding are stripped.
  ///
  /// @return false, with nothing changed, when there is nothing inside: a probe of padding
  public boolean restoreFromRtx(int mediaSsrc, int mediaPayloadType) {
    if (payloadLength() <= 2) {
      return false;
    }
    int originalSequenceNumber = BigEndian.u16(buffer, payloadOffset);
    payloadOffset += 2;
    stripToFixedHeader();
    setSequenceNumber(originalSequenceNumber);
    setSsrc(mediaSsrc);
    setPayloadType(mediaPayloadType);
    return true;
  }

  private void moveFixedHeader(int newOffset) {
    if (newOffset != offset) {
      System.arraycopy(buffer, offset, buffer, newOffset, FIXED_HEADER_BYTES);
      offset = newOffset;
    }
  }

  private void forgetExtensions() {
    extensionProfile = 0;
    extensionsAt = payloadOffset;
    extensionsEnd = payloadOffset;
  }
}

package io.sluice.worker.stun;

import io.sluice.worker.bytes.BigEndian;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What was found while walking over the attributes of one message.
final class Attributes {
  private static final int MAX_UNKNOWN = 16;

  private final byte[] buffer;
  private final int messageAt;

  String username = "";
  long priority;
  boolean useCandidate;
  OptionalLong controlling = OptionalLong.empty();
  OptionalLong controlled = OptionalLong.empty();
  MessageIntegrity proof = MessageIntegrity.absent();
  @Nullable InetSocketAddress mappedAddress;
  int errorCode;
  String errorReason = "";
  final List<Integer> unknownRequired = new ArrayList<>(0);

  /// In words what is wrong, or empty.
  String fault = "";

  Attributes(byte[] buffer, int messageAt) {
    this.buffer = buffer;
    this.messageAt = messageAt;
  }

  /// Stops at the first fault and behind FINGERPRINT. After MESSAGE-INTEGRITY only FINGERPRINT
  /// counts (RFC 8489 §14.5).
  void readAll(int end) {
    int at = messageAt + StunFormat.HEADER_BYTES;
    while (at < end && fault.isEmpty()) {
      if (at + StunFormat.ATTRIBUTE_HEADER_BYTES > end) {
        fault = "attribute header cut off";
        return;
      }
      int type = BigEndian.u16(buffer, at);
      int length = BigEndian.u16(buffer, at + 2);
      int next = at + StunFormat.ATTRIBUTE_HEADER_BYTES + StunFormat.padded(length);
      if (next > end) {
        fault = "attribute longer than the message";
        return;
      }
      if (type == StunFormat.FINGERPRINT) {
        checkFingerprint(at, length, next == end);
        return;
      }
      if (!proof.isPresent()) {
        readOne(type, at, at + StunFormat.ATTRIBUTE_HEADER_BYTES, length);
      }
      at = next;
    }
  }

  private void checkFingerprint(int at, int length, boolean last) {
    int valueAt = at + StunFormat.ATTRIBUTE_HEADER_BYTES;
    if (length != 4 || !last) {
      fault = "fingerprint misplaced"; // RFC 8489 §14.7: the last attribute
    } else if (BigEndian.i32(buffer, valueAt) != StunFormat.fingerprint(buffer, messageAt, at)) {
      fault = "wrong fingerprint";
    }
  }

  private void readOne(int type, int at, int valueAt, int length) {
    switch (type) {
      case StunFormat.USERNAME -> username = text(valueAt, length);
      case StunFormat.MESSAGE_INTEGRITY -> {
        if (isLength(StunFormat.HMAC_SHA1_BYTES, length)) {
          proof = MessageIntegrity.read(buffer, messageAt, at);
        }
      }
      case StunFormat.PRIORITY -> {
        if (isLength(4, length)) {
          priority = BigEndian.i32(buffer, valueAt) & 0xffff_ffffL;
        }
      }
      case StunFormat.USE_CANDIDATE -> useCandidate = true;
      case StunFormat.ICE_CONTROLLING -> controlling = tieBreaker(valueAt, length);
      case StunFormat.ICE_CONTROLLED -> controlled = tieBreaker(valueAt, length);
      case StunFormat.XOR_MAPPED_ADDRESS -> {
        mappedAddress = XorAddress.read(buffer, messageAt, valueAt, length);
        if (mappedAddress == null) {
          fault = "unreadable address";
        }
      }
      case StunFormat.ERROR_CODE -> readError(valueAt, length);
      default -> noteUnknown(type);
    }
  }

  private void noteUnknown(int type) {
    if (type < StunFormat.FIRST_OPTIONAL && unknownRequired.size() < MAX_UNKNOWN) {
      unknownRequired.add(type);
    }
  }

  private void readError(int valueAt, int length) {
    if (length < 4) {
      fault = "error code cut off";
      return;
    }
    errorCode = (buffer[valueAt + 2] & 7) * 100 + (buffer[valueAt + 3] & 0x7f);
    errorReason = text(valueAt + 4, length - 4);
  }

  private OptionalLong tieBreaker(int valueAt, int length) {
    return isLength(8, length)
        ? OptionalLong.of(BigEndian.i64(buffer, valueAt))
        : OptionalLong.empty();
  }

  private boolean isLength(int expected, int length) {
    if (length != expected) {
      fault = "attribute of a wrong length";
    }
    return length == expected;
  }

  private String text(int at, int length) {
    return new String(buffer, at, length, StandardCharsets.UTF_8);
  }
}

package io.sluice.worker.stun;

import io.sluice.worker.bytes.BigEndian;
import java.net.InetSocketAddress;
import java.util.List;

/// Reads STUN messages.
public final class StunReader {
  private StunReader() {}

  /// Checks the framing and FINGERPRINT (where present); MESSAGE-INTEGRITY is checked by the caller
  /// once it knows the password. Copies what it keeps.
  public static StunMessage read(byte[] buffer, int offset, int length) {
    if (length < StunFormat.HEADER_BYTES || buffer[offset] >> 6 != 0) {
      return new StunMessage.Unusable("no STUN header");
    }
    if (BigEndian.i32(buffer, offset + 4) != StunFormat.MAGIC_COOKIE) {
      return new StunMessage.Unusable("no magic cookie");
    }
    if (BigEndian.u16(buffer, offset + 2) != length - StunFormat.HEADER_BYTES) {
      return new StunMessage.Unusable("length does not fit the datagram");
    }
    Attributes attributes = new Attributes(buffer, offset);
    attributes.readAll(offset + length);
    if (!attributes.fault.isEmpty()) {
      return new StunMessage.Unusable(attributes.fault);
    }
    return message(
        BigEndian.u16(buffer, offset),
        TransactionId.read(buffer, offset + StunFormat.TRANSACTION_ID_AT),
        attributes);
  }

  private static StunMessage message(int type, TransactionId id, Attributes found) {
    return switch (type) {
      case StunFormat.BINDING_REQUEST ->
          new StunMessage.BindingRequest(
              id,
              found.username,
              found.priority,
              found.useCandidate,
              found.controlling,
              found.controlled,
              List.copyOf(found.unknownRequired),
              found.proof);
      case StunFormat.BINDING_INDICATION -> new StunMessage.BindingIndication(id);
      case StunFormat.BINDING_SUCCESS -> success(id, found);
      case StunFormat.BINDING_ERROR ->
          new StunMessage.BindingError(id, found.errorCode, found.errorReason, found.proof);
      default -> new StunMessage.Unusable("not a binding message");
    };
  }

  private static StunMessage success(TransactionId id, Attributes found) {
    InetSocketAddress address = found.mappedAddress;
    return address == null
        ? new StunMessage.Unusable("success without an address")
        : new StunMessage.BindingSuccess(id, address, found.proof);
  }
}

package io.sluice.schemas.redaction;

/// Takes out of an address what must not be shown: passwords, stream keys and query values.
public final class AddressRedaction {
  private AddressRedaction() {}

  /// `address` with `***` in the place of every secret; references `${secret:NAME}` stay visible,
  /// for they hold none.
  public static String redacted(String address) {
    throw new UnsupportedOperationException();
  }
}

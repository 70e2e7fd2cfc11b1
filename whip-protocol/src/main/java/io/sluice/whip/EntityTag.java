package io.sluice.whip;

/// A strong entity tag (RFC 9110 §8.8.3): names one ICE session, and changes with it (RFC 9725
/// §4.3.1).
///
/// @param opaque what stands between the quotes
public record EntityTag(String opaque) {
  public EntityTag {
    if (opaque.isEmpty() || !opaque.chars().allMatch(EntityTag::isAllowed)) {
      throw new IllegalArgumentException("no entity tag");
    }
  }

  /// As it stands in a header.
  public String quoted() {
    return '"' + opaque + '"';
  }

  /// `etagc` of RFC 9110 §8.8.3, without its bytes above ASCII, which we never make.
  static boolean isAllowed(int c) {
    return c > ' ' && c != '"' && c < 0x7f;
  }
}

package io.sluice.controlplane.api;

import java.util.List;
import java.util.Map;

/// A JSON value as it was sent, RFC 8259.
sealed interface JsonValue {
  /// What people call it.
  String kind();

  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }

    /// It may be a secret.
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /// A number without fraction or exponent that fits 64 bits.
  record Whole(long value) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /// Any other number: no field takes one.
  record OtherNumber() implements JsonValue {
    @Override
    public String kind() {
      return "a number that is not whole or too large";
    }
  }

  record Flag(boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  record Null() implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }

  record Items(List<JsonValue> values) implements JsonValue {
    @Override
    public String kind() {
      return "an array";
    }
  }

  /// In the order sent.
  record Members(Map<String, JsonValue> values) implements JsonValue {
    @Override
    public String kind() {
      return "an object";
    }
  }
}

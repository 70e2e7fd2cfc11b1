package io.sluice.process.rules;

/// The rules that processes are held to, by the names that refusals give.
public enum Rule {
  /// A leg has an id.
  ID_MISSING,
  /// An id holds letters, digits, `.`, `_` and `-` alone, and is no folder of its own.
  ID_MALFORMED,
  /// Ids that begin with `whip:` are the worker's.
  ID_RESERVED,
  /// No two inputs and no two outputs share an id.
  ID_REPEATED,
  /// There is an output.
  OUTPUT_MISSING,
  /// Legs, options and texts are no more and no longer than anybody needs.
  TOO_LARGE,

  /// A placeholder is one of those that are known in its place.
  PLACEHOLDER_UNKNOWN,
  /// A placeholder stands for something.
  PLACEHOLDER_EMPTY,
  /// A brace belongs to a placeholder, or is written twice.
  PLACEHOLDER_BRACE,

  /// An address is there.
  ADDRESS_MISSING,
  /// An address holds the characters of a URL or of a path, and no others.
  ADDRESS_CHARACTER,
  /// A URL names a protocol that is on the list, in the form `scheme://`.
  ADDRESS_PROTOCOL,
  /// The host of a URL is a name or an address that can be read in one way only.
  ADDRESS_HOST,
  /// Passwords and pass phrases are references to secrets of the worker.
  ADDRESS_SECRET,
  /// A reference to a secret is whole, and stands where one may.
  ADDRESS_REFERENCE,
  /// An input is a URL, or one of the synthetic sources that open nothing.
  ADDRESS_SOURCE,
  /// No block list holds the address.
  ADDRESS_BLOCKED,
  /// Where there is an allow list, it holds the address.
  ADDRESS_NOT_ALLOWED,

  /// A path is relative and stays below the output folder.
  PATH_OUTSIDE,
  /// A path holds no character that FFmpeg gives a meaning.
  PATH_CHARACTER,

  /// An option is on the list for its place.
  OPTION_UNKNOWN,
  /// An option stands where an option must.
  OPTION_MISPLACED,
  /// An option that takes a value has one.
  OPTION_WITHOUT_VALUE,
  /// The value is one that the option may have here.
  OPTION_VALUE,

  /// A container holds the codecs that are copied into it.
  CODEC_NOT_IN_CONTAINER,
  /// Any other field of a process holds what its description says.
  SETTING
}

/// Addresses as they may be shown: without the passwords and stream keys in them.
///
/// Core: a pure function of text.
@NullMarked
package io.sluice.schemas.redaction;

import org.jspecify.annotations.NullMarked;

/// The topics through which the parts of Sluice speak: their keys, writers, settings and the
/// records they hold, and the partition in which a key lives.
///
/// Core: constants and pure functions.
@NullMarked
package io.sluice.schemas.topic;

import org.jspecify.annotations.NullMarked;

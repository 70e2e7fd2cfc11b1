/// Network-order numbers in byte arrays, for every parser and writer of the media path.
///
/// Core: pure, and without an object per number.
@NullMarked
package io.sluice.worker.bytes;

import org.jspecify.annotations.NullMarked;

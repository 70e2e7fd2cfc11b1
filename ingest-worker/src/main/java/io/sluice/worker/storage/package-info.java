/// The disk below the output folder: whether there is room on it, and what may be deleted.
///
/// Core: [CleanUpRule].
///
/// Thread: `clean-up` deletes; all else on any.
@NullMarked
package io.sluice.worker.storage;

import org.jspecify.annotations.NullMarked;

/// What processes show while they run, fetched from the workers that hold them: the pictures of the
/// console need one address only.
///
/// Thread: the HTTP client's own virtual ones; nothing here blocks.
@NullMarked
package io.sluice.controlplane.preview;

import org.jspecify.annotations.NullMarked;

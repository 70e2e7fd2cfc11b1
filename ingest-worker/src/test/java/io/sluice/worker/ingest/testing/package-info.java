/// Processes for tests of what stands around them.
@NullMarked
package io.sluice.worker.ingest.testing;

import org.jspecify.annotations.NullMarked;

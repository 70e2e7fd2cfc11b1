/// Supervision for tests.
@NullMarked
package io.sluice.worker.supervision.testing;

import org.jspecify.annotations.NullMarked;

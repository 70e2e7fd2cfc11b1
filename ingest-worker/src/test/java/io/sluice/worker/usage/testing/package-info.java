/// Usage of children for tests.
@NullMarked
package io.sluice.worker.usage.testing;

import org.jspecify.annotations.NullMarked;

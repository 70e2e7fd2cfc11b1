/// Publishers that are programs of their own, started and ended by a test, in the host's network or
/// in a namespace.
///
/// Thread: callers'; each program has one thread that reads what it says.
@NullMarked
package io.sluice.acceptance.program;

import org.jspecify.annotations.NullMarked;

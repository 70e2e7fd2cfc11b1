/// The HTTP side of a control plane with nothing behind it: real server, real views, and commands
/// that go where a test wants them.
@NullMarked
package io.sluice.controlplane.testing;

import org.jspecify.annotations.NullMarked;

/// Why something happened to a process: the chain from the command over decisions and facts to what
/// is asked about, in words.
///
/// Core: pure functions of a history.
@NullMarked
package io.sluice.controlplane.explanation;

import org.jspecify.annotations.NullMarked;

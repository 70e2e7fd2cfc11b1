/// The `sluice` command line: one class a command, each of which reads its options, calls the part
/// that does the work, and turns what comes back into words and an exit code.
///
/// Thread: the main one; a shutdown hook where a command runs until it is interrupted.
@NullMarked
package io.sluice.standalone.cli;

import org.jspecify.annotations.NullMarked;

/// The commands that look back: what happened to a process, why, how it stood at any moment, and
/// whether it would be decided the same today.
///
/// Thread: the command's own; following has one of its own, and verifying one for each partition.
@NullMarked
package io.sluice.standalone.cli.past;

import org.jspecify.annotations.NullMarked;

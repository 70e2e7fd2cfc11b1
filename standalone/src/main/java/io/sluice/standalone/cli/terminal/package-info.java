/// What the commands share at the terminal: exit codes, errors that the user can put right,
/// colours, progress, and how times, ids and the address of Kafka are given.
///
/// Thread: the command's own.
@NullMarked
package io.sluice.standalone.cli.terminal;

import org.jspecify.annotations.NullMarked;

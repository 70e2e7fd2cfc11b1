/// How many commands a second one control plane settles while it knows many processes, how long
/// each waits for its outcome, and how soon a restarted one decides again; beside a bare
/// transactional loop that reads as many commands and writes as many bytes.
///
/// Thread: the benchmark's own sends; each [OutcomeWatch] owns one that reads.
@NullMarked
package io.sluice.benchmarks.commands;

import org.jspecify.annotations.NullMarked;

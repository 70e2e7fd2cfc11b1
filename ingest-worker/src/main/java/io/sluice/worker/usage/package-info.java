/// What each child process uses of the host, by Linux's own account.
///
/// Core: [ProcessStat], [CpuWindow].
///
/// Thread: [UsageSampler] owns one for all children.
@NullMarked
package io.sluice.worker.usage;

import org.jspecify.annotations.NullMarked;

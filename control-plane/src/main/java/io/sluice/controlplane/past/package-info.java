/// The past of single processes: what happened to each, how it stood after any transition, and why.
///
/// Core: [Past] folds transitions and does no I/O.
///
/// Thread: any; reading blocks.
@NullMarked
package io.sluice.controlplane.past;

import org.jspecify.annotations.NullMarked;

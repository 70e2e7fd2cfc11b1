/// What happened to a process as people and programs read it: lines for a terminal of 80 columns,
/// and JSON without secrets.
///
/// Core: records in, text out; no clock, no I/O.
@NullMarked
package io.sluice.controlplane.timeline;

import org.jspecify.annotations.NullMarked;

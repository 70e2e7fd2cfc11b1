/// Measured times as percentiles, and percentiles as a table.
///
/// Core: plain values.
@NullMarked
package io.sluice.benchmarks.report;

import org.jspecify.annotations.NullMarked;

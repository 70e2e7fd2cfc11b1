/// What a process may ask of FFmpeg: which addresses it may open, and which options it may set.
///
/// Core: pure checks on plain values, asked by the decider before a process is accepted and by the
/// worker once more before it runs FFmpeg.
@NullMarked
package io.sluice.process.rules;

import org.jspecify.annotations.NullMarked;

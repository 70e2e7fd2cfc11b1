/// FFmpeg on the other two sides of the fleet: as a publisher (FFmpeg 8's WHIP muxer) and as the
/// judge of what was recorded (ffprobe and a full decode).
///
/// Thread: each call blocks its caller; a publisher is a child process.
@NullMarked
package io.sluice.acceptance.ffmpeg;

import org.jspecify.annotations.NullMarked;

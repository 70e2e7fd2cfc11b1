/// FFmpeg for tests: one that only says it runs, and a real one that sends RTP.
@NullMarked
package io.sluice.worker.ffmpeg.testing;

import org.jspecify.annotations.NullMarked;

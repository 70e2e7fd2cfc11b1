/// Real clients end to end: browsers, FFmpeg 8 and Python against a whole fleet.
///
/// Thread: JUnit's; the fleet, the browser and the watchers of Kafka have their own.
@NullMarked
package io.sluice.acceptance;

import org.jspecify.annotations.NullMarked;

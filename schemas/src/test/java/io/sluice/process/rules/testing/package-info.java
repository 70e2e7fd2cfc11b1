/// Configurations that must never reach FFmpeg, for the tests of all that judge them.
@NullMarked
package io.sluice.process.rules.testing;

import org.jspecify.annotations.NullMarked;

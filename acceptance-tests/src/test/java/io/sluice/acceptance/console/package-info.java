/// The console as a person uses it, in a headless browser, and what a person must never see:
/// errors, and what assistive technology cannot tell.
///
/// Thread: a browser is confined to the one that opened it.
@NullMarked
package io.sluice.acceptance.console;

import org.jspecify.annotations.NullMarked;

/// Real, headless browsers as WHIP publishers, driven by a page that the test itself serves.
///
/// Thread: the page's server answers on threads of its own; handles may be used from any thread.
@NullMarked
package io.sluice.acceptance.browser;

import org.jspecify.annotations.NullMarked;

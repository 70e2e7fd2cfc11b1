/// The console: static pages below `/console/`, with the headers that hold a browser to them. They
/// ask the HTTP API for everything else.
///
/// Thread: any.
@NullMarked
package io.sluice.controlplane.console;

import org.jspecify.annotations.NullMarked;

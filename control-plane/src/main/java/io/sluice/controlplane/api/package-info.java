/// The HTTP API: reads requests strictly, writes commands, waits for their outcomes and shows the
/// views. It decides nothing.
///
/// Thread: Micronaut's event loop; nothing here blocks.
///
/// Spec: `docs/http-api.md`; RFC 9457 for errors.
@NullMarked
package io.sluice.controlplane.api;

import org.jspecify.annotations.NullMarked;

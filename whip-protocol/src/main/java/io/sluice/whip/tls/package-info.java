/// TLS of the WHIP listener, the same in gateway and worker: which files, and whether they can be
/// used.
@NullMarked
package io.sluice.whip.tls;

import org.jspecify.annotations.NullMarked;

/// Certificates for the tests of all modules that speak HTTPS.
///
/// Thread: any.
@NullMarked
package io.sluice.whip.tls.testing;

import org.jspecify.annotations.NullMarked;

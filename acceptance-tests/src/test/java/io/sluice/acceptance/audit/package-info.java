/// Whether the rules of the fleet were kept, as the log alone tells it to an outsider.
///
/// Core: looks at what was read.
@NullMarked
package io.sluice.acceptance.audit;

import org.jspecify.annotations.NullMarked;

/// The names by which the parts of the fleet refer to one another: processes, workers, commands,
/// and the two fencing tokens.
///
/// Core: value types, checked where they are built and trusted afterwards.
@NullMarked
package io.sluice.identity;

import org.jspecify.annotations.NullMarked;

/// RFC 9725 rule by rule, at every door a publisher can come by.
@NullMarked
package io.sluice.acceptance.whip;

import org.jspecify.annotations.NullMarked;

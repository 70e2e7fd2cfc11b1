/// Pictures that tell when they were drawn, and whether anything of them is broken: made for
/// publishers, and read back from recordings.
///
/// Core: `PictureCode` is pure. Thread: callers'.
@NullMarked
package io.sluice.acceptance.picture;

import org.jspecify.annotations.NullMarked;

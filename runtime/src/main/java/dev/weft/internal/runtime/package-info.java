/** What stands behind {@link dev.weft.AsyncRuntime}: the builder and the one implementation. */
@NullMarked
package dev.weft.internal.runtime;

import org.jspecify.annotations.NullMarked;

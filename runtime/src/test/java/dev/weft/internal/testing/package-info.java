/** Hand-written futures and stubs: code of this module isn't woven, nor are its tests. */
@NullMarked
package dev.weft.internal.testing;

import org.jspecify.annotations.NullMarked;

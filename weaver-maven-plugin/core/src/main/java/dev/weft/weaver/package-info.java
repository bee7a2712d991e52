/** The weaver as a plain library: class files in, class files out. */
@NullMarked
package dev.weft.weaver;

import org.jspecify.annotations.NullMarked;

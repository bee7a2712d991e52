/** Checks woven classes as the JVM will. */
@NullMarked
package dev.weft.weaver.verify;

import org.jspecify.annotations.NullMarked;

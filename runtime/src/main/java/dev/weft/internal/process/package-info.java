/** Child processes. */
@NullMarked
package dev.weft.internal.process;

import org.jspecify.annotations.NullMarked;

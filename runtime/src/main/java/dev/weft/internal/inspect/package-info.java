/** Looks at strands from outside: what they wait for, who holds that, and who waits in a circle. */
@NullMarked
package dev.weft.internal.inspect;

import org.jspecify.annotations.NullMarked;

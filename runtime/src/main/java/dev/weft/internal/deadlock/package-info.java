/** The search for tasks that wait for one another. */
@NullMarked
package dev.weft.internal.deadlock;

import org.jspecify.annotations.NullMarked;

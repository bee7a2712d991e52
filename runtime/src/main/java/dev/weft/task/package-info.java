/** Handles of tasks. */
@NullMarked
package dev.weft.task;

import org.jspecify.annotations.NullMarked;

/** Tasks: the state machine, branches, and what a task needs of a scheduler. */
@NullMarked
package dev.weft.internal.task;

import org.jspecify.annotations.NullMarked;

/** What flight recordings are told of tasks, workers and threads that block. */
@NullMarked
package dev.weft.internal.jfr;

import org.jspecify.annotations.NullMarked;

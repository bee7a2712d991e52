/** The schedulers: who polls which task when, and which threads sleep meanwhile. */
@NullMarked
package dev.weft.internal.scheduler;

import org.jspecify.annotations.NullMarked;

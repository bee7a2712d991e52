/** What a runtime counts about itself, and how that is shown. */
@NullMarked
package dev.weft.internal.metrics;

import org.jspecify.annotations.NullMarked;

/** What a runtime reaches of the world around it. */
@NullMarked
package dev.weft.internal.environment;

import org.jspecify.annotations.NullMarked;

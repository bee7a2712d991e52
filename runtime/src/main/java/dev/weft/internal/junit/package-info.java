/** What weft-junit5 needs of a runtime and users don't; exported to that module alone. */
@NullMarked
package dev.weft.internal.junit;

import org.jspecify.annotations.NullMarked;

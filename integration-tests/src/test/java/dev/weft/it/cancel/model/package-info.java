/** Random programs that are cancelled in every way, and what must be true of them afterwards. */
@NullMarked
package dev.weft.it.cancel.model;

import org.jspecify.annotations.NullMarked;

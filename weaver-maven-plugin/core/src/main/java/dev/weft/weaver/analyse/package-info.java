/** What can be known of a method's code: types, liveness, loops, monitors. */
@NullMarked
package dev.weft.weaver.analyse;

import org.jspecify.annotations.NullMarked;

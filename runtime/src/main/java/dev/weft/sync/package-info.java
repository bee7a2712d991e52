/** What tasks share, wait for one another with and lock one another out with. */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;

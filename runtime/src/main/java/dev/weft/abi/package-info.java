/** What woven code calls. Public for the JVM's sake, not for users. */
@NullMarked
package dev.weft.abi;

import org.jspecify.annotations.NullMarked;

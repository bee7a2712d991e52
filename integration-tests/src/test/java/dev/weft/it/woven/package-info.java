/** The language and the runtime together: test classes woven by the real plugin. */
@NullMarked
package dev.weft.it.woven;

import org.jspecify.annotations.NullMarked;

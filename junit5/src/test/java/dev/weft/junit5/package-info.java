/** Tests of tests: sample classes are run, and what comes of them is looked at. */
@NullMarked
package dev.weft.junit5;

import org.jspecify.annotations.NullMarked;

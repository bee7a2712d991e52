/** Servers of the examples, judged by clients that others have written. */
package dev.weft.it.judges;

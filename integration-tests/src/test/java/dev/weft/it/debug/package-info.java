/** Woven programs under a debugger, and under a coverage tool. */
package dev.weft.it.debug;

/** Woven programs under a debugger. */
package dev.weft.it.debug;

/** Starting programs as a user does: JDKs, processes and what they print. */
package dev.weft.it.process;

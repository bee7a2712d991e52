/** Weaves the class files of real libraries, with suspensions put into their methods. */
package dev.weft.weaver.corpus;

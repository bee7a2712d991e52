/** Real Maven builds of small projects, looked at from outside. */
package dev.weft.it.maven;

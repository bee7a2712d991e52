/** Real builds of small projects, most of them with Maven, looked at from outside. */
package dev.weft.it.maven;

/** The guide in {@code docs/guide}, taken at its word. */
package dev.weft.it.guide;

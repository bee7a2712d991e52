@org.jspecify.annotations.NullMarked
package dev.weft.it.tables;

/** Code as users have it, by the name of its package neither the JDK's nor Weft's. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;

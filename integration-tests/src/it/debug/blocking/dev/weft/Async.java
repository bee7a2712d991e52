package dev.weft;

/** Does nothing: the twin's methods run when they are called. */
public @interface Async {}

package dev.weft;

/** Stands for the runtime's annotation of functional interfaces, which the processor knows by name. */
public @interface AsyncLambda {}

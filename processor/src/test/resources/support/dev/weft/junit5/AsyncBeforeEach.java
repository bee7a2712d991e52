package dev.weft.junit5;

public @interface AsyncBeforeEach {}

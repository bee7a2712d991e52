package org.springframework.scheduling.annotation;

/** Stands for Spring's annotation. */
public @interface Async {}

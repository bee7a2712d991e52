package dev.weft.internal.jfr;

/** Something that has begun, of which a {@link Flight} is told when it is over. */
public sealed interface Begun permits SlowPollEvent, WorkerParkEvent, BlockingEvent {}

package dev.weft.weaver.plan;

/**
 * A field of a frame, which different awaits use for different values.
 *
 * @param name its name
 * @param descriptor its type
 */
public record FrameField(String name, String descriptor) {}

package dev.weft.weaver;

/**
 * A class that the weaver made.
 *
 * @param internalName its name with slashes
 * @param bytes its class file
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GeneratedClass(String internalName, byte[] bytes) {}

package dev.weft.weaver.scan;

import java.util.List;

/**
 * A method that implements async interfaces.
 *
 * @param body the body that it becomes
 * @param types the interfaces
 * @param descriptors the descriptors by which it is called, its own first
 */
public record Implementation(
    AsyncMethod body, List<AsyncInterface> types, List<String> descriptors) {}

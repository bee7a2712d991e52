package dev.weft.abi;

/**
 * A future that a cancelled strand may still await: it keeps the cancellation from what it runs.
 */
public interface Shielding {}

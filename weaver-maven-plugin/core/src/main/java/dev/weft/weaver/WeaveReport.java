package dev.weft.weaver;

/**
 * What was done to a directory.
 *
 * @param woven the classes that were woven
 * @param upToDate the classes that were found woven
 * @param deleted the frame classes that had lost their methods and were deleted
 */
public record WeaveReport(int woven, int upToDate, int deleted) {}

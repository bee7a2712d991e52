package dev.weft.abi;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decoded form of {@link AsyncFrame#table()}.
 *
 * @param className the class that declares the async method
 * @param method its name
 * @param file the source file, null where the class file names none
 * @param lines the line of each state, -1 where unknown
 */
record FrameTable(String className, String method, @Nullable String file, List<Integer> lines) {
  static FrameTable parse(String table) {
    String[] parts = table.split("\n", -1);
    List<Integer> lines = Arrays.stream(parts).skip(3).map(Integer::valueOf).toList();
    return new FrameTable(parts[0], parts[1], parts[2].isEmpty() ? null : parts[2], lines);
  }

  StackTraceElement element(int state) {
    int line = state < lines.size() ? lines.get(state) : -1;
    return new StackTraceElement(className, method, file, line);
  }
}

package dev.weft.it.debug;

import dev.weft.it.debug.DebugProgram.Compiler;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The program in all the ways that tests want it, each made once.
 *
 * @param directory where they are compiled
 * @param made those that are made
 */
record DebuggedPrograms(Path directory, Map<String, DebugProgram> made) {
  static DebuggedPrograms in(Path directory) {
    return new DebuggedPrograms(directory, new ConcurrentHashMap<>());
  }

  /** The twin whose awaits block. */
  DebugProgram twin(Compiler compiler) {
    return made.computeIfAbsent(
        compiler + "-twin", name -> DebugProgram.twin(compiler, create(name)));
  }

  /** The program as it comes from the compiler. */
  DebugProgram unwoven(Compiler compiler) {
    return made.computeIfAbsent(
        compiler + "-unwoven", name -> DebugProgram.unwoven(compiler, create(name)));
  }

  /** The woven program. */
  DebugProgram woven(Compiler compiler, WeaverOptions options) {
    String choice = (options.fuse() ? "-fused" : "") + (options.debug() ? "-debug" : "");
    return made.computeIfAbsent(
        compiler + choice, name -> DebugProgram.woven(compiler, create(name), options));
  }

  private Path create(String name) {
    try {
      return Files.createDirectory(directory.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

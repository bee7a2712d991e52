package dev.weft.weaver.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of programs as files, which go away when this is closed; Eclipse's compiler takes
 * nothing else.
 */
record Sources(Path folder, List<Path> files) implements AutoCloseable {
  static Sources write(List<Program> programs) throws IOException {
    Sources sources = new Sources(Files.createTempDirectory("fuzz"), new ArrayList<>());
    for (Program program : programs) {
      Path file = sources.folder.resolve(program.name() + ".java");
      sources.files.add(Files.writeString(file, program.source()));
    }
    return sources;
  }

  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}

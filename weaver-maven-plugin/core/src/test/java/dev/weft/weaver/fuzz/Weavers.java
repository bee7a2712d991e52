package dev.weft.weaver.fuzz;

import dev.weft.Future;
import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.TestWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Weaving;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Weaves programs in each way that can be chosen. */
final class Weavers {
  /** What may be chosen. */
  enum Way {
    /** As by default. */
    FUSED(new WeaverOptions(true, false)),
    /** Each call of an async method makes a future. */
    NOT_FUSED(new WeaverOptions(false, false)),
    /** An await keeps every variable. */
    FOR_DEBUGGERS(new WeaverOptions(true, true));

    @SuppressWarnings("ImmutableEnumChecker") // a record of booleans
    private final WeaverOptions options;

    Way(WeaverOptions options) {
      this.options = options;
    }
  }

  private final ClassFiles path = ClassFiles.of(path());
  private final UnaryOperator<byte[]> finish;

  Weavers() {
    this(UnaryOperator.identity());
  }

  /** Weavers that do something else to each woven class, to test what tests them. */
  Weavers(UnaryOperator<byte[]> finish) {
    this.finish = finish;
  }

  /** Weaves one of the classes of a program. */
  Weaving weave(Way way, Map<String, byte[]> program, String name) throws WeaveException {
    Weaver weaver = new Weaver(path, TestWeaver.headers(program, path), way.options);
    Weaving woven = weaver.weave(name, program.get(name));
    return new Weaving(
        woven.state(), finish.apply(woven.classFile()), woven.generated(), List.of());
  }

  /** Where the classes are that programs use. */
  private static List<Path> path() {
    return Stream.of(Future.class, Kit.class).map(Weavers::place).toList();
  }

  /** The same for a compiler. */
  static String classPath() {
    return path().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

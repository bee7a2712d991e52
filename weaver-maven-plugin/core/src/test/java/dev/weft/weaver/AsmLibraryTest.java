package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The weaver beside an ASM that is too old, which is the present one without its newest constant.
 */
final class AsmLibraryTest {
  @TempDir Path directory;

  @BeforeEach
  void compile() throws IOException {
    String source = "class C { @Async Future<Void> m() { return ready(); } }";
    Files.write(
        directory.resolve("C.class"), Objects.requireNonNull(JavaSources.compile(source).get("C")));
  }

  @Test
  void anOldAsmIsNamedWithTheCure() throws ReflectiveOperationException {
    String printed = weave(new OldAsm());
    assertThat(printed)
        .contains("C.class: [WEFT-124] the ASM")
        .contains("is older than 9.10, the oldest that this version of Weft can use; take asm,");
  }

  @Test
  void theAsmOfTheBuildIsUsed() throws ReflectiveOperationException {
    assertThat(weave(getClass().getClassLoader())).contains(": 1 woven,");
  }

  /** What the command line says when it weaves the directory. */
  private String weave(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> main = loader.loadClass("dev.weft.weaver.cli.Main");
    Constructor<?> create = main.getDeclaredConstructor(PrintStream.class, PrintStream.class);
    create.setAccessible(true);
    Method run = main.getDeclaredMethod("run", String[].class);
    run.setAccessible(true);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try {
      Object unused =
          run.invoke(
              create.newInstance(stream, stream),
              (Object) new String[] {"weave", directory.toString()});
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Has the weaver and ASM once more. */
  private static final class OldAsm extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.weft.weaver.") && !name.startsWith("org.objectweb.asm.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        byte[] aged = name.equals(Opcodes.class.getName()) ? aged(bytes) : bytes;
        return defineClass(name, aged, 0, aged.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private static byte[] aged(byte[] opcodes) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(opcodes)
          .accept(
              new ClassVisitor(Opcodes.ASM9, writer) {
                @Override
                public FieldVisitor visitField(
                    int access, String name, String descriptor, String signature, Object value) {
                  return name.equals("V27")
                      ? null
                      : super.visitField(access, name, descriptor, signature, value);
                }
              },
              0);
      return writer.toByteArray();
    }
  }
}

package dev.weft.weaver.scan;

import dev.weft.weaver.TypeHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the header of a class from its class file. */
public final class HeaderReader extends ClassVisitor {
  private record Bridge(String name, String descriptor, String target) {}

  private final List<TypeHeader.Member> methods = new ArrayList<>();
  private final List<Bridge> bridges = new ArrayList<>();
  private final Map<String, Object> mark = new LinkedHashMap<>();
  private boolean isSealed;
  private boolean isAsync;

  private HeaderReader() {
    super(Opcodes.ASM9);
  }

  /** The header; empty for a class file that is newer than ASM reads, or damaged. */
  public static Optional<TypeHeader> read(byte[] classFile) {
    try {
      ClassReader reader = new ClassReader(classFile);
      HeaderReader header = new HeaderReader();
      reader.accept(header, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return Optional.of(header.of(reader));
    } catch (RuntimeException e) {
      return Optional.empty(); // the JVM will tell its user
    }
  }

  private TypeHeader of(ClassReader reader) {
    Object companion = mark.getOrDefault("companion", "");
    return new TypeHeader(
        reader.getClassName(),
        reader.getAccess(),
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        isSealed,
        isAsync,
        mark.containsKey("owner"),
        companion.equals("") ? null : (String) companion,
        methods.stream().map(this::bridged).toList());
  }

  private TypeHeader.Member bridged(TypeHeader.Member method) {
    List<String> descriptors = new ArrayList<>(List.of(method.descriptor()));
    for (int i = 0; i < descriptors.size(); i++) {
      String target = descriptors.get(i);
      bridges.stream()
          .filter(bridge -> bridge.name.equals(method.name()) && bridge.target.equals(target))
          .map(Bridge::descriptor)
          .filter(descriptor -> !descriptors.contains(descriptor))
          .forEach(descriptors::add);
    }
    return new TypeHeader.Member(
        method.name(),
        method.descriptor(),
        method.access(),
        List.copyOf(descriptors.subList(1, descriptors.size())));
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    isAsync |= descriptor.equals(Abi.ASYNC_LAMBDA);
    if (!descriptor.equals(Abi.WOVEN)) {
      return null;
    }
    return new AnnotationVisitor(api) {
      @Override
      public void visit(String name, Object value) {
        mark.put(name, value);
      }
    };
  }

  @Override
  public void visitPermittedSubclass(String subclass) {
    isSealed = true;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((access & Opcodes.ACC_BRIDGE) != 0) {
      return bridge(name, descriptor);
    }
    if ((access & Opcodes.ACC_PRIVATE) == 0 && !name.startsWith("<")) {
      methods.add(new TypeHeader.Member(name, descriptor, access, List.of()));
    }
    return null;
  }

  /** A bridge calls the one method that it stands for. */
  private MethodVisitor bridge(String bridge, String from) {
    return new MethodVisitor(api) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (name.equals(bridge) && opcode != Opcodes.INVOKESTATIC) {
          bridges.add(new Bridge(bridge, from, descriptor));
        }
      }
    };
  }
}

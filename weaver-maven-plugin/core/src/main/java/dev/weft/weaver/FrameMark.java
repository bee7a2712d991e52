package dev.weft.weaver;

import dev.weft.weaver.scan.Abi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/**
 * What the weaver writes about itself into a class that it makes: a frame, or a companion, which
 * has no shape.
 *
 * @param owner the binary name of the class that it is made for
 * @param shape a hash of what each state keeps: only bodies with frames of the same shape can go on
 *     from each other's
 */
public record FrameMark(String owner, int shape) {
  /** The mark in a class file; null if the weaver didn't make it. */
  public static @Nullable FrameMark of(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
    AnnotationNode woven = woven(node);
    return woven == null ? null : of(woven);
  }

  /** The mark that every class has which the weaver has been over, or null. */
  static @Nullable AnnotationNode woven(ClassNode node) {
    List<AnnotationNode> annotations =
        node.invisibleAnnotations == null ? List.of() : node.invisibleAnnotations;
    return annotations.stream().filter(a -> a.desc.equals(Abi.WOVEN)).findFirst().orElse(null);
  }

  /** What the mark says of a class that the weaver made; null in any other woven class. */
  static @Nullable FrameMark of(AnnotationNode woven) {
    Object owner = value(woven, "owner");
    Object shape = value(woven, "shape");
    return owner == null ? null : new FrameMark((String) owner, shape == null ? 0 : (int) shape);
  }

  private static @Nullable Object value(AnnotationNode annotation, String name) {
    List<Object> values = annotation.values == null ? List.of() : annotation.values;
    int at = values.indexOf(name);
    return at < 0 ? null : values.get(at + 1);
  }
}

package dev.weft.weaver;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What a class or interface says of itself outside of its code.
 *
 * @param name its name with slashes
 * @param access its access flags, as in the class file
 * @param superName its superclass, null in Object
 * @param interfaces the interfaces that it names
 * @param isSealed whether it names all its subtypes
 * @param isAsync whether it carries {@code @AsyncLambda}
 * @param isGenerated whether the weaver made it
 * @param companion the interface that woven code implements in place of this one: what the class
 *     file says, or what it will say once this run is over; null where there is none
 * @param methods the methods that it declares, but for constructors and private ones
 */
public record TypeHeader(
    String name,
    int access,
    @Nullable String superName,
    List<String> interfaces,
    boolean isSealed,
    boolean isAsync,
    boolean isGenerated,
    @Nullable String companion,
    List<Member> methods) {
  /** What the companion of an interface is called that the weaver makes one for. */
  public static String companionOf(String name) {
    return name + "$Woven";
  }

  /** The same for a run that will give it a companion if it needs one. */
  public TypeHeader beforeWeaving() {
    return new TypeHeader(
        name,
        access,
        superName,
        interfaces,
        isSealed,
        isAsync,
        isGenerated,
        companion == null ? companionOf(name) : companion,
        methods);
  }

  /** Whether it is an interface. */
  public boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  /**
   * A method of a class.
   *
   * @param name its name
   * @param descriptor its descriptor
   * @param access its access flags, as in the class file
   * @param bridged the further descriptors by which the class has this method called: those of the
   *     methods that it overrides and that are erased to something else
   */
  public record Member(String name, String descriptor, int access, List<String> bridged) {
    /** Whether a class that inherits it has code for it. */
    public boolean isAbstract() {
      return (access & Opcodes.ACC_ABSTRACT) != 0;
    }
  }
}

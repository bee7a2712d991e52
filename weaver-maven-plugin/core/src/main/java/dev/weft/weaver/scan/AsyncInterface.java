package dev.weft.weaver.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A functional interface that is marked {@code @AsyncLambda}.
 *
 * @param name its name with slashes
 * @param isPublic whether every class may name it
 * @param companion the interface that woven code implements in its place, by its name with slashes;
 *     null where there is none, or where it was never woven
 * @param method the name of its method
 * @param descriptors the descriptors by which the method is called, the one that a lambda
 *     implements first: it has several if a supertype of the interface declares it in other terms
 * @param returns what its implementations return
 */
public record AsyncInterface(
    String name,
    boolean isPublic,
    @Nullable String companion,
    String method,
    List<String> descriptors,
    ReturnKind returns) {
  /** The descriptor that a lambda implements. */
  public String descriptor() {
    return descriptors.get(0);
  }

  /** Whether a call suspends the caller, and doesn't give a future. */
  public boolean suspends() {
    return returns == ReturnKind.VALUE;
  }

  /** Its name without the package, with dots. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('/') + 1).replace('$', '.');
  }

  /** What is wrong with it when it has no companion. */
  public String neverWoven() {
    return "the interface "
        + name.replace('/', '.')
        + " is marked @AsyncLambda but was never woven; have the build of its module run"
        + " weft-processor or the goal weave of weaver-maven-plugin";
  }

  /** What a method with a descriptor becomes in the companion. */
  public static String wovenDescriptor(String descriptor) {
    String parameters = descriptor.substring(0, descriptor.indexOf(')'));
    return parameters + Abi.STRAND_DESC + Abi.FRAME_DESC + ")" + Abi.OBJECT_DESC;
  }

  /** The descriptor of the companion's static method that calls whatever it is given. */
  public String callDescriptor(String descriptor) {
    return "(L" + name + ";" + wovenDescriptor(descriptor).substring(1);
  }
}

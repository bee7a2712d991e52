package dev.weft.agent;

import dev.weft.weaver.ClassFiles;
import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Weaving;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a class while it is being loaded, or redefined.
 *
 * <p>The JVM throws away what a transformer throws. So nothing is thrown: what is wrong is said,
 * the class is loaded as it is, and its first await fails loudly.
 *
 * <p>A class that is redefined by hot reload has to keep its methods, by the JVM's own rule, and
 * the shape of its frames, because suspended runs go on in the new code. Where the shape differs
 * the class is handed on as it is; the JVM then refuses it for the missing methods, and the program
 * goes on with the old one.
 */
final class WeavingTransformer implements ClassFileTransformer {
  /** The agent's own classes, the weaver's and ASM's among them: weaving needs them itself. */
  private static final String OWN = "dev/weft/agent/";

  /** The class of await and each themselves. */
  private static final String LANGUAGE = "dev/weft/Weft";

  private final FrameClasses frames;
  private final WeaverOptions options;
  private final Log log;

  WeavingTransformer(FrameClasses frames, WeaverOptions options, Log log) {
    this.frames = frames;
    this.options = options;
    this.log = log;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || name == null || name.startsWith(OWN) || name.equals(LANGUAGE)) {
      return null;
    }
    try (ClassFiles visible = ClassFiles.of(loader)) {
      Weaving weaving = new Weaver(visible, options).weave(name, classFile);
      log.warned(weaving.warnings());
      if (!weaving.changed()) {
        return null;
      }
      return redefined == null ? define(loader, domain, weaving) : redefine(loader, name, weaving);
    } catch (WeaveException e) {
      log.refused(e);
    } catch (Throwable t) {
      log.failed(name, t);
    }
    return null;
  }

  private byte[] define(ClassLoader loader, @Nullable ProtectionDomain domain, Weaving weaving)
      throws Throwable {
    for (GeneratedClass frame : weaving.generated()) {
      frames.define(loader, domain, frame);
    }
    return weaving.classFile();
  }

  private byte @Nullable [] redefine(ClassLoader loader, String name, Weaving weaving)
      throws Exception {
    for (GeneratedClass frame : weaving.generated()) {
      if (!frames.fits(loader, frame)) {
        log.otherShape(name, frame.internalName());
        return null;
      }
    }
    for (GeneratedClass frame : weaving.generated()) {
      frames.redefine(loader, frame);
    }
    return weaving.classFile();
  }
}

package dev.weft.weaver.corpus;

import dev.weft.weaver.ClassFiles;
import java.util.Map;
import java.util.Objects;

/** Loads classes of the corpus, some of them in another form than their jar has them. */
final class CorpusLoader extends ClassLoader {
  private final ClassFiles jars;
  private final Map<String, byte[]> replaced;

  /** A loader by names with slashes; the platform comes first, as always. */
  CorpusLoader(ClassFiles jars, Map<String, byte[]> replaced) {
    super(ClassLoader.getPlatformClassLoader());
    this.jars = jars;
    this.replaced = replaced;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith("dev.weft.")) {
      return CorpusLoader.class.getClassLoader().loadClass(name);
    }
    String internalName = name.replace('.', '/');
    byte[] bytes = replaced.getOrDefault(internalName, jars.find(internalName));
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /**
   * Has HotSpot verify a class, which it does before it tells of constructors or fields. The class
   * isn't initialised.
   *
   * @return what is wrong with it; null if nothing
   */
  LinkageError link(String internalName) {
    try {
      Class<?> loaded = Class.forName(internalName.replace('/', '.'), false, this);
      Objects.requireNonNull(
          loaded.isInterface() ? loaded.getDeclaredFields() : loaded.getConstructors());
      return null;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    } catch (LinkageError e) {
      return e;
    }
  }
}

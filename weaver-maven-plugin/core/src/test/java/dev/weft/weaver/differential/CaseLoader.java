package dev.weft.weaver.differential;

import java.util.Map;

/** Loads the classes of the cases for one run, so that no static state is left from another. */
public final class CaseLoader extends ClassLoader {
  private final Map<String, byte[]> classFiles;
  private final Probe probe;

  /** A loader of class files by binary name. */
  CaseLoader(Map<String, byte[]> classFiles, Probe probe) {
    super(CaseLoader.class.getClassLoader());
    this.classFiles = classFiles;
    this.probe = probe;
    setDefaultAssertionStatus(true);
  }

  /** The probe of the run that this loader is for. */
  Probe probe() {
    return probe;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFiles.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }
}

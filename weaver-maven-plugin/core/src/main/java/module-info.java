/** The weaver as a plain library: class file in, class file out. */
module dev.weft.weaver {
  requires static org.jspecify;
  requires org.objectweb.asm;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;

  exports dev.weft.weaver;
}

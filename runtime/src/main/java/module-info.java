/**
 * Futures, tasks and runtimes for code in {@code async}/{@code await} style.
 *
 * <p>{@code dev.weft.abi} is exported for woven code only; users have no business there.
 */
@SuppressWarnings("module") // weft-junit5 is built after this
module dev.weft {
  requires static org.jspecify;
  // For signals, which are looked up: on the module path only what is required is there.
  requires jdk.unsupported;
  // For HttpClients; nothing else names it.
  requires static java.net.http;
  // For metrics in JMX and the costs of tasks; everything else goes without.
  requires static java.management;
  requires static jdk.management;

  // For flight recordings, which are told of tasks where there is such a thing.
  requires static jdk.jfr;

  exports dev.weft;
  exports dev.weft.abi;
  exports dev.weft.fs;
  exports dev.weft.interop;
  exports dev.weft.io;
  exports dev.weft.net;
  exports dev.weft.process;
  exports dev.weft.signal;
  exports dev.weft.stream;
  exports dev.weft.sync;
  exports dev.weft.task;
  exports dev.weft.time;
  exports dev.weft.internal.junit to
      dev.weft.junit5;
}

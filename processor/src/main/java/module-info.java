/**
 * The annotation processor: diagnostics, generated launchers, and the hook that weaves in javac.
 */
@SuppressWarnings("requires-automatic") // JavaPoet and auto-service only have an automatic name
module dev.weft.processor {
  requires com.palantir.javapoet;
  requires dev.weft.weaver;
  requires java.compiler;
  requires jdk.compiler;
  requires static com.google.auto.service;
  requires static org.jspecify;

  provides javax.annotation.processing.Processor with
      dev.weft.processor.WeftProcessor;
}

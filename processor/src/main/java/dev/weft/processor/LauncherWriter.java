package dev.weft.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements;

/** Generates the class with the {@code main} that runs an {@code @AsyncMain} future. */
final class LauncherWriter {
  private static final ClassName ENTRY = ClassName.get("dev.weft.abi", "Entry");
  private static final ClassName FLAVOR = ClassName.get("dev.weft", "Flavor");

  private final ProcessingEnvironment environment;
  private final ElementReporter reporter;

  LauncherWriter(ProcessingEnvironment environment, ElementReporter reporter) {
    this.environment = environment;
    this.reporter = reporter;
  }

  void write(Launcher launcher) {
    try {
      file(launcher).writeTo(environment.getFiler());
    } catch (FilerException e) {
      reporter.error(ErrorId.ASYNC_MAIN, launcher.method(), takenText(launcher));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String takenText(Launcher launcher) {
    return "@AsyncMain method %s needs the class %s, which exists already: "
            .formatted(TypeNames.signature(launcher.method()), launcher.name())
        + "keep one @AsyncMain method in a class, or rename the other class";
  }

  private JavaFile file(Launcher launcher) {
    Elements elements = environment.getElementUtils();
    String packageName = elements.getPackageOf(launcher.method()).getQualifiedName().toString();
    return JavaFile.builder(packageName, type(launcher)).skipJavaLangImports(true).build();
  }

  private TypeSpec type(Launcher launcher) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(launcher.name())
            .addOriginatingElement(launcher.enclosing())
            .addJavadoc("Runs {@link $L} as a program.\n", reference(launcher))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(main(launcher));
    GeneratedMark.of(environment, launcher.method()).ifPresent(type::addAnnotation);
    return type.build();
  }

  private static CodeBlock reference(Launcher launcher) {
    return CodeBlock.of(
        "$T#$L($L)",
        ClassName.get(launcher.enclosing()),
        launcher.method().getSimpleName(),
        launcher.method().getParameters().isEmpty() ? "" : "String[]");
  }

  private static MethodSpec main(Launcher launcher) {
    return MethodSpec.methodBuilder("main")
        .addJavadoc("Starts the program and returns when it has ended.\n\n")
        .addJavadoc("@param args the arguments of the program\n")
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addParameter(String[].class, "args")
        .addExceptions(launcher.method().getThrownTypes().stream().map(TypeName::get).toList())
        .addStatement(
            "$T.run($T.$L($L), $T.$L, $L)",
            ENTRY,
            ClassName.get(launcher.enclosing()),
            launcher.method().getSimpleName(),
            launcher.method().getParameters().isEmpty() ? "" : "args",
            FLAVOR,
            launcher.flavor(),
            launcher.workerThreads())
        .build();
  }
}

package dev.weft.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Generates the faces of async types. */
final class FaceWriter {
  private static final ClassName RUNTIME = ClassName.get("dev.weft", "RuntimeHandle");
  private static final ClassName WEFT = ClassName.get("dev.weft", "Weft");
  private static final ClassName OBJECTS = ClassName.get("java.util", "Objects");
  private static final ClassName COMPLETABLE = ClassName.bestGuess(Names.COMPLETABLE_FUTURE);
  private static final AnnotationSpec DEPRECATION =
      AnnotationSpec.builder(SuppressWarnings.class)
          .addMember("value", "{$S, $S}", "deprecation", "removal")
          .build();

  private final ProcessingEnvironment environment;
  private final ElementReporter reporter;

  FaceWriter(ProcessingEnvironment environment, ElementReporter reporter) {
    this.environment = environment;
    this.reporter = reporter;
  }

  void write(Face face) {
    try {
      String packageName =
          environment.getElementUtils().getPackageOf(face.type()).getQualifiedName().toString();
      JavaFile.builder(packageName, type(face))
          .skipJavaLangImports(true)
          .build()
          .writeTo(environment.getFiler());
    } catch (FilerException e) {
      reporter.error(
          ErrorId.FACE,
          face.type(),
          "the face of %s would be called %s, and there is a class of that name; rename one of them"
              .formatted(face.type().getSimpleName(), face.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TypeSpec type(Face face) {
    TypeElement type = face.type();
    TypeName async = AnnotatedTypes.name(type.asType());
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(face.name())
            .addOriginatingElement(type)
            .addJavadoc(summary(face))
            .addModifiers(Modifier.FINAL)
            .addField(async, "async", Modifier.PRIVATE, Modifier.FINAL)
            .addField(RUNTIME, "runtime", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor(async));
    if (type.getModifiers().contains(Modifier.PUBLIC)) {
      spec.addModifiers(Modifier.PUBLIC);
    }
    type.getTypeParameters()
        .forEach(parameter -> spec.addTypeVariable(AnnotatedTypes.parameter(parameter)));
    GeneratedMark.of(environment, type).ifPresent(spec::addAnnotation);
    if (face.methods().stream().anyMatch(environment.getElementUtils()::isDeprecated)) {
      spec.addAnnotation(DEPRECATION);
    }
    face.methods().forEach(method -> spec.addMethod(method(face, method)));
    return spec.build();
  }

  private static CodeBlock summary(Face face) {
    return CodeBlock.of(
        face.kind() == Face.Kind.BLOCKING
            ? "{@link $T} for callers that aren't async: each method waits for the future.\n"
            : "{@link $T} for callers that aren't woven: each method starts the future.\n",
        ClassName.get(face.type()));
  }

  private static MethodSpec constructor(TypeName async) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Shows an object.\n\n")
        .addJavadoc("@param async the object\n")
        .addJavadoc("@param runtime where its futures run\n")
        .addParameter(async, "async")
        .addParameter(RUNTIME, "runtime")
        .addStatement("this.async = $T.requireNonNull(async, $S)", OBJECTS, "async")
        .addStatement("this.runtime = $T.requireNonNull(runtime, $S)", OBJECTS, "runtime")
        .build();
  }

  private MethodSpec method(Face face, ExecutableElement method) {
    ExecutableType type =
        (ExecutableType)
            environment.getTypeUtils().asMemberOf((DeclaredType) face.type().asType(), method);
    MethodSpec.Builder spec =
        MethodSpec.methodBuilder(method.getSimpleName().toString()).addModifiers(visible(method));
    String javadoc = environment.getElementUtils().getDocComment(method);
    if (environment.getElementUtils().isDeprecated(method)) {
      spec.addAnnotation(Deprecated.class);
    }
    if (javadoc != null) {
      spec.addJavadoc("$L", text(javadoc));
    }
    method
        .getTypeParameters()
        .forEach(parameter -> spec.addTypeVariable(AnnotatedTypes.parameter(parameter)));
    for (int i = 0; i < method.getParameters().size(); i++) {
      spec.addParameter(
          ParameterSpec.builder(
                  AnnotatedTypes.name(type.getParameterTypes().get(i)),
                  method.getParameters().get(i).getSimpleName().toString())
              .build());
    }
    return spec.varargs(method.isVarArgs())
        .addExceptions(thrown(method, type))
        .returns(returned(face.kind(), type.getReturnType()))
        .addStatement(statement(face, method, type.getReturnType()))
        .build();
  }

  /** Without the blank that is left of each line's asterisk. */
  private static String text(String javadoc) {
    return javadoc
        .lines()
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .collect(Collectors.joining("\n", "", "\n"))
        .strip()
        .concat("\n");
  }

  private static Modifier[] visible(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PUBLIC)
        ? new Modifier[] {Modifier.PUBLIC}
        : new Modifier[0];
  }

  /** javac finds no better type for what an async lambda throws than the one that all are. */
  private static List<TypeName> thrown(ExecutableElement method, ExecutableType type) {
    boolean isMerged = type.getThrownTypes().size() > 1 && isStage(method.getReturnType());
    return isMerged
        ? List.of(ClassName.get(Exception.class))
        : type.getThrownTypes().stream().map(AnnotatedTypes::name).toList();
  }

  private static TypeName returned(Face.Kind kind, TypeMirror type) {
    if (!FaceCheck.isFuture(type)) {
      return AnnotatedTypes.name(type);
    }
    if (kind == Face.Kind.COMPLETABLE) {
      return ParameterizedTypeName.get(COMPLETABLE, AnnotatedTypes.name(value(type)));
    }
    return TypeNames.qualified(value(type)).equals("java.lang.Void")
        ? TypeName.VOID
        : AnnotatedTypes.name(value(type));
  }

  /** What a future gives. */
  private static TypeMirror value(TypeMirror future) {
    TypeMirror argument = TypeNames.arguments(future).get(0);
    return argument instanceof WildcardType wildcard && wildcard.getExtendsBound() != null
        ? wildcard.getExtendsBound()
        : argument;
  }

  private static boolean isStage(TypeMirror type) {
    return FaceCheck.isFuture(type) && !TypeNames.qualified(type).equals(Names.FUTURE);
  }

  private static CodeBlock statement(Face face, ExecutableElement method, TypeMirror type) {
    CodeBlock call = call(face, method);
    if (!FaceCheck.isFuture(type)) {
      return type.getKind() == TypeKind.VOID ? call : CodeBlock.of("return $L", call);
    }
    CodeBlock future =
        isStage(type) ? CodeBlock.of("$1T.async(() -> $1T.await($2L))", WEFT, call) : call;
    if (face.kind() == Face.Kind.COMPLETABLE) {
      return CodeBlock.of("return this.runtime.toCompletableFuture($L)", future);
    }
    return CodeBlock.of(
        returned(face.kind(), type).equals(TypeName.VOID)
            ? "this.runtime.blockOn($L)"
            : "return this.runtime.blockOn($L)",
        future);
  }

  private static CodeBlock call(Face face, ExecutableElement method) {
    String arguments =
        method.getParameters().stream()
            .map(parameter -> parameter.getSimpleName().toString())
            .collect(Collectors.joining(", "));
    return method.getModifiers().contains(Modifier.STATIC)
        ? CodeBlock.of("$T.$L($L)", ClassName.get(face.type()), method.getSimpleName(), arguments)
        : CodeBlock.of("this.async.$L($L)", method.getSimpleName(), arguments);
  }
}

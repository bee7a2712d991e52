package dev.weft.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Types as they are written, with the annotations that stand in them, such as nullness. */
final class AnnotatedTypes {
  private AnnotatedTypes() {}

  /** The name of a type with its annotations, which {@link TypeName#get} leaves out. */
  static TypeName name(TypeMirror type) {
    TypeName plain = plain(type);
    List<AnnotationSpec> annotations =
        type.getAnnotationMirrors().stream().map(AnnotationSpec::get).toList();
    return annotations.isEmpty() ? plain : plain.annotated(annotations);
  }

  private static TypeName plain(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(name(array.getComponentType()));
    }
    if (type instanceof TypeVariable variable) {
      return TypeVariableName.get(variable.asElement().getSimpleName().toString());
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard(wildcard);
    }
    if (type instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty()) {
      return ParameterizedTypeName.get(
          ClassName.get((TypeElement) declared.asElement()),
          declared.getTypeArguments().stream().map(AnnotatedTypes::name).toArray(TypeName[]::new));
    }
    return TypeName.get(type);
  }

  private static TypeName wildcard(WildcardType wildcard) {
    if (wildcard.getExtendsBound() != null) {
      return WildcardTypeName.subtypeOf(name(wildcard.getExtendsBound()));
    }
    return wildcard.getSuperBound() != null
        ? WildcardTypeName.supertypeOf(name(wildcard.getSuperBound()))
        : WildcardTypeName.subtypeOf(ClassName.OBJECT);
  }

  /** A type parameter with its bounds. */
  static TypeVariableName parameter(TypeParameterElement parameter) {
    return TypeVariableName.get(
        parameter.getSimpleName().toString(),
        parameter.getBounds().stream().map(AnnotatedTypes::name).toArray(TypeName[]::new));
  }
}

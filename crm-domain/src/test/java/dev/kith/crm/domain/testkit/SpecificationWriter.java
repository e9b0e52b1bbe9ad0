package dev.kith.crm.domain.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes what each {@code *Spec} class says, in the order of its source, to {@code
 * target/specification}: a file for each class. {@code .mvn/Specification.java} makes one page of
 * all of them.
 */
public final class SpecificationWriter implements TestExecutionListener {

  private static final Path SOURCES = Path.of("src/test/java");
  private static final Path FRAGMENTS = Path.of("target/specification");

  private TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    className(test)
        .filter(name -> name.endsWith("Spec") && Files.exists(sourceOf(name)))
        .ifPresent(name -> write(test, name));
  }

  /** A class that is gone says nothing any more. */
  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    if (!Files.isDirectory(FRAGMENTS)) {
      return;
    }
    try (var fragments = Files.list(FRAGMENTS)) {
      for (Path fragment : fragments.toList()) {
        if (Files.notExists(
            sourceOf(fragment.getFileName().toString().replaceFirst("\\.md$", "")))) {
          Files.delete(fragment);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(TestIdentifier spec, String className) {
    try {
      String source = Files.readString(sourceOf(className));
      StringBuilder text = new StringBuilder("### " + title(className) + "\n\n");
      append(text, spec, source, "");
      Files.createDirectories(FRAGMENTS);
      Files.writeString(FRAGMENTS.resolve(className + ".md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void append(StringBuilder text, TestIdentifier parent, String source, String indent) {
    plan.getChildren(parent).stream()
        .sorted(Comparator.comparingInt(child -> placeOf(child, source)))
        .forEach(child -> {
          text.append(indent).append("- ").append(sentence(nameOf(child))).append('\n');
          // The cases of a test with parameters are data, not rules.
          if (className(child).isPresent()) {
            append(text, child, source, indent + "  ");
          }
        });
  }

  private static int placeOf(TestIdentifier test, String source) {
    String name = nameOf(test);
    int place =
        source.indexOf(className(test).isPresent() ? "class " + name + " " : "void " + name + "(");
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  private static Path sourceOf(String className) {
    return SOURCES.resolve(className.replace('.', '/') + ".java");
  }

  private static Optional<String> className(TestIdentifier test) {
    return test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(s -> ((ClassSource) s).getClassName());
  }

  private static String nameOf(TestIdentifier test) {
    return className(test)
        .map(name -> name.substring(name.lastIndexOf('$') + 1))
        .or(() ->
            test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName()))
        .orElseGet(test::getDisplayName);
  }

  private static String sentence(String name) {
    return name.replace('_', ' ');
  }

  /** {@code LifeOfALeadSpec}: Life of a lead. */
  private static String title(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1).replaceFirst("Spec$", "");
    List<String> words = List.of(simple.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    return words.getFirst()
        + words.stream()
            .skip(1)
            .map(word ->
                " "
                    + (word.length() > 1 && word.equals(word.toUpperCase())
                        ? word
                        : word.toLowerCase()))
            .reduce("", String::concat);
  }
}

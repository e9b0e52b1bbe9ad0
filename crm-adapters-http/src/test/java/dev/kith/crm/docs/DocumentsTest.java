package dev.kith.crm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show works: Java examples compile and run, links lead somewhere. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  /** A Java example of a document. */
  record Example(Path document, String className, String source) {
    @Override
    public String toString() {
      return ROOT.relativize(document) + ": " + className;
    }
  }

  static Stream<Example> examples() {
    return documents()
        .flatMap(document ->
            JAVA.matcher(read(document))
                .results()
                .map(block -> new Example(document, className(block.group(1)), block.group(1))));
  }

  static Stream<Path> documents() {
    List<Path> found = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(f -> f.toString().endsWith(".md")).forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream();
  }

  @Test
  void there_are_examples_to_try() {
    assertThat(examples().map(Example::className))
        .contains("Quickstart", "FileOfLeads", "Answers", "InMemory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Quickstart", "FileOfLeads"})
  void a_program_that_embeds_the_CRM_has_fewer_than_15_lines_besides_its_imports(String name) {
    Example program = examples().filter(e -> e.className.equals(name)).findFirst().orElseThrow();
    assertThat(program.source.lines().filter(l -> !l.isBlank() && !l.startsWith("import ")))
        .hasSizeLessThan(15);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_Java_example_compiles_and_runs(Example example, @TempDir Path classes)
      throws Exception {
    compile(example, classes);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass(example.className)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void each_link_to_a_file_leads_to_one(Path document) {
    Matcher links = LINK.matcher(read(document));
    List<String> broken =
        links
            .results()
            .map(link -> link.group(1))
            .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
            .filter(target -> !Files.exists(document.resolveSibling(target)))
            .toList();
    assertThat(broken).isEmpty();
  }

  private static void compile(Example example, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + example.className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return example.source;
          }
        };
    boolean good =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", classes.toString(), "--release", "21", "-proc:none"),
                null,
                List.of(source))
            .call();
    assertThat(good).as(messages.toString()).isTrue();
  }

  private static String className(String source) {
    return CLASS
        .matcher(source)
        .results()
        .map((MatchResult r) -> r.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("an example is a whole program:\n" + source));
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

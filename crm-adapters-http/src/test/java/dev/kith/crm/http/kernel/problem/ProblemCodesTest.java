package dev.kith.crm.http.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.ClassPath;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemCodesTest {

  @Test
  void the_list_has_every_refusal_with_the_status_that_it_is_answered_with() throws Exception {
    Map<String, Integer> refusals = new TreeMap<>();
    for (Refusal refusal : everyRefusal()) {
      refusals.put(refusal.code(), ProblemCodes.statusOf(refusal));
    }
    Map<String, Integer> listed = new TreeMap<>();
    RefusalCodes.ENTRIES.forEach(entry -> listed.put(entry.code(), entry.status()));

    assertThat(listed).as("RefusalCodes.ENTRIES").isEqualTo(refusals);
  }

  @Test
  void the_documentation_is_what_the_list_says() throws IOException {
    Path file = root().resolve("docs/problems.md");
    if (Boolean.getBoolean("kith.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, documentation());
    }
    assertThat(file)
        .as(
            "docs/problems.md is made of the list of codes: run this test with"
                + " -Dkith.docs.write=true")
        .hasContent(documentation());
  }

  private static String documentation() {
    String rows =
        ProblemCodes.entries().stream()
            .map(e ->
                "| `"
                    + e.code()
                    + "` | "
                    + e.status()
                    + " | "
                    + e.title()
                    + " | "
                    + e.meaning()
                    + " |\n")
            .collect(Collectors.joining());
    return """
    # Problems

    Every error of the API is `application/problem+json` after RFC 9457. Its `type` is `https://kith.dev/problems/` and the code; programs
    act on `code`, which is one of these and never changes its meaning. `detail` is for people and may change.
    Where the input is the reason, `errors` lists every problem of it at once: `in` says what it concerns (`body`, `query`,
    `header`), `pointer` where (a JSON Pointer), `code` what. `requestId` stands in the server's log and in the audit trail.

    | Code | Status | Title | Meaning |
    |---|---|---|---|
    """
        + rows
        + "\nThis page is made from the code; a test fails when it is stale.\n";
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs")) ? here : here.getParent();
  }

  /** What each feature refuses, found in the domain's own classes. */
  private static List<Class<?>> sealedRefusals() throws IOException {
    return ClassPath.from(Refusal.class.getClassLoader())
        .getTopLevelClassesRecursive("dev.kith.crm.domain")
        .stream()
        .<Class<?>>map(ClassPath.ClassInfo::load)
        .filter(type -> type.isSealed() && Refusal.class.isAssignableFrom(type))
        .toList();
  }

  private static List<Refusal> everyRefusal() throws Exception {
    List<Refusal> refusals = new ArrayList<>();
    for (Class<?> feature : sealedRefusals()) {
      for (Class<?> kind : feature.getPermittedSubclasses()) {
        Object[] values = Arrays.stream(kind.getRecordComponents()).map(c -> sample(c)).toArray();
        Class<?>[] types =
            Stream.of(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class[]::new);
        var constructor = kind.getDeclaredConstructor(types);
        refusals.add((Refusal) constructor.newInstance(values));
      }
    }
    return refusals;
  }

  /** Some value of the component's type: the codes do not depend on it. */
  private static Object sample(RecordComponent component) {
    return sample(component.getType(), component.getName());
  }

  private static Object sample(Class<?> type, String name) {
    if (type == String.class) {
      return "x";
    }
    if (type == UUID.class) {
      return new UUID(0, 1);
    }
    if (type == int.class) {
      return 1;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == Currency.class) {
      return Currency.getInstance("EUR");
    }
    if (type == Instant.class) {
      return Instant.EPOCH;
    }
    if (type == LocalDate.class) {
      return LocalDate.EPOCH;
    }
    if (type == Subject.class) {
      return new Subject("x", new UUID(0, 1));
    }
    if (type == List.class) {
      return name.equals("violations") ? List.of(new Violation("", "x", "x")) : List.of("x");
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord() && type.getRecordComponents().length == 1) {
      try {
        RecordComponent only = type.getRecordComponents()[0];
        return type.getDeclaredConstructor(only.getType()).newInstance(sample(only));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("no sample of " + type + " for " + name);
  }
}

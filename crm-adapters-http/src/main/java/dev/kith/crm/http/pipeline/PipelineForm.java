package dev.kith.crm.http.pipeline;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as people write it into a form: a row for each stage, in the order of their numbers.
 * Rows without a name are left out.
 */
record PipelineForm(String name, List<Row> rows) {

  private static final CharMatcher IN_KEYS =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));
  private static final Splitter COMMAS = Splitter.on(CharMatcher.anyOf(",; ")).omitEmptyStrings();
  private static final int SPARE = 2;

  PipelineForm {
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * @param key empty for a stage that is new
   * @param next keys, separated by commas
   */
  record Row(
      String key,
      String name,
      String type,
      String probability,
      String rotDays,
      String wipLimit,
      boolean wipHard,
      Set<String> required,
      String next) {

    static final Row EMPTY = new Row("", "", "OPEN", "", "", "", false, Set.of(), "");

    Row {
      required = ImmutableSet.copyOf(required);
    }

    boolean isEmpty() {
      return name.isBlank() && key.isBlank();
    }
  }

  static PipelineForm of(Pipeline pipeline) {
    return of(pipeline.terms());
  }

  static PipelineForm of(PipelineTerms terms) {
    return new PipelineForm(
        terms.name() == null ? "" : terms.name(),
        terms.stages().stream()
            .map(stage ->
                new Row(
                    stage.key(),
                    stage.name(),
                    stage.type().name(),
                    Integer.toString(stage.probability()),
                    stage.rotDays() == null ? "" : stage.rotDays().toString(),
                    stage.wipLimit() == null ? "" : stage.wipLimit().toString(),
                    stage.wipHard(),
                    stage.required().stream().map(Requirement::code).collect(Collectors.toSet()),
                    stage.allowedNext().stream().sorted().collect(Collectors.joining(", "))))
            .toList());
  }

  /** As it was sent, in the order of the numbers that stand before the rows. */
  static PipelineForm sent(Visit visit) {
    record Numbered(int order, Row row) {}
    List<Numbered> rows = new ArrayList<>();
    for (int i = 0; i < PipelineTerms.MOST_STAGES; i++) {
      Integer order = Ints.tryParse(visit.form("order-" + i).strip());
      rows.add(
          new Numbered(
              order == null ? Integer.MAX_VALUE : order,
              new Row(
                  visit.form("key-" + i),
                  visit.form("name-" + i),
                  visit.form("type-" + i),
                  visit.form("probability-" + i),
                  visit.form("rotDays-" + i),
                  visit.form("wipLimit-" + i),
                  !visit.form("wipHard-" + i).isEmpty(),
                  Set.copyOf(visit.ctx().formParams("required-" + i)),
                  visit.form("next-" + i))));
    }
    return new PipelineForm(
        visit.form("name"),
        rows.stream()
            .filter(numbered -> !numbered.row().name().isBlank())
            .sorted(Comparator.comparingInt(Numbered::order))
            .map(Numbered::row)
            .toList());
  }

  /** What was written, and room for more. */
  List<Row> shown() {
    List<Row> shown = new ArrayList<>(rows);
    for (int i = 0; i < SPARE && shown.size() < PipelineTerms.MOST_STAGES; i++) {
      shown.add(Row.EMPTY);
    }
    return shown;
  }

  /** The terms of all that can be read; what cannot is noted and left out. */
  PipelineTerms read(Checks checks) {
    List<Stage> stages = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    rows.forEach(row -> keys.add(row.key()));
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      String at = "stages/" + i + "/";
      StageType type = Enums.getIfPresent(StageType.class, row.type()).or(StageType.OPEN);
      Integer probability =
          switch (type) {
            case OPEN -> number(checks, at + "probability", row.probability());
            case WON -> Integer.valueOf(100);
            case LOST -> Integer.valueOf(0);
          };
      String key = row.key().isBlank() ? newKey(row.name(), keys) : row.key();
      keys.add(key);
      stages.add(
          new Stage(
              key,
              row.name(),
              type,
              probability == null ? 0 : probability,
              number(checks, at + "rotDays", row.rotDays()),
              row.required().stream()
                  .flatMap(code -> Requirement.named(code).stream())
                  .collect(Collectors.toSet()),
              ImmutableSet.copyOf(COMMAS.split(row.next())),
              number(checks, at + "wipLimit", row.wipLimit()),
              row.wipHard()));
    }
    return new PipelineTerms(name, stages);
  }

  private static @Nullable Integer number(Checks checks, String field, String text) {
    if (text.isBlank()) {
      return null;
    }
    Integer number = Ints.tryParse(text.strip());
    if (number == null) {
      checks.add(field, "number-syntax", "This is a whole number.");
    }
    return number;
  }

  /** Made of the name, with a number where another stage has it. */
  private static String newKey(String name, Set<String> taken) {
    String plain =
        CharMatcher.is('-').trimFrom(IN_KEYS.negate().collapseFrom(Ascii.toLowerCase(name), '-'));
    String base =
        plain.isEmpty()
            ? "stage"
            : plain.substring(0, Math.min(plain.length(), PipelineTerms.LONGEST_KEY - 4));
    String key = CharMatcher.is('-').trimTrailingFrom(base);
    for (int i = 2; taken.contains(key); i++) {
      key = CharMatcher.is('-').trimTrailingFrom(base) + "-" + i;
    }
    return key;
  }
}

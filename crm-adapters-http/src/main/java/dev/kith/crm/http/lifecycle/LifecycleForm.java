package dev.kith.crm.http.lifecycle;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle as people write it: a row for each stage, and one for each way. A row without
 * anything in it is nothing.
 *
 * @param texts by field, as they were typed
 */
record LifecycleForm(Map<String, String> texts) {

  private static final Splitter NAMES =
      Splitter.onPattern("[\\s,;]+").trimResults().omitEmptyStrings();
  private static final Pattern PLACE = Pattern.compile("/(stages|transitions)/(\\d+)(?:/(\\w+))?");
  private static final String STAGE = "stage";
  private static final String WAY = "way";

  /** So many empty rows stand below the others. */
  private static final Map<String, Integer> SPARE = Map.of(STAGE, 1, WAY, 2);

  LifecycleForm {
    texts = Map.copyOf(texts);
  }

  static LifecycleForm of(LifecycleTerms terms) {
    Map<String, String> texts = new LinkedHashMap<>();
    List<Stage> stages = terms.inOrder();
    for (int row = 0; row < stages.size(); row++) {
      Stage stage = stages.get(row);
      texts.put(field(STAGE, row, "key"), stage.key());
      texts.put(field(STAGE, row, "name"), stage.name());
      texts.put(field(STAGE, row, "order"), Integer.toString(stage.order()));
      texts.put(field(STAGE, row, "category"), stage.category().name());
      TimeInStage sla = stage.slaInStage();
      if (sla != null) {
        SlaUnit unit = SlaUnit.of(sla);
        texts.put(field(STAGE, row, "slaInStage"), Long.toString(unit.count(sla)));
        texts.put(field(STAGE, row, "slaUnit"), unit.name());
      }
    }
    List<String> order = stages.stream().map(Stage::key).toList();
    List<StageTransition> ways =
        terms.transitions().stream()
            .sorted(
                Comparator.<StageTransition>comparingInt(way -> order.indexOf(way.from()))
                    .thenComparingInt(way -> order.indexOf(way.to())))
            .toList();
    for (int row = 0; row < ways.size(); row++) {
      StageTransition way = ways.get(row);
      texts.put(field(WAY, row, "from"), way.from());
      texts.put(field(WAY, row, "to"), way.to());
      texts.put(field(WAY, row, "reason"), way.requiresReason() ? "on" : "");
      texts.put(field(WAY, row, "requiredFields"), String.join(", ", way.requiredFields()));
      texts.put(field(WAY, row, "guard"), way.guard() == null ? "" : way.guard());
      texts.put(field(WAY, row, "permission"), way.permission().name());
    }
    return new LifecycleForm(texts);
  }

  static String field(String kind, int row, String column) {
    return kind + "-" + row + "-" + column;
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  String text(String kind, int row, String column) {
    return text(field(kind, row, column));
  }

  List<Integer> stages() {
    return rows(STAGE, LifecycleTerms.MOST_STAGES, "key", "name");
  }

  List<Integer> ways() {
    return rows(WAY, LifecycleTerms.MOST_TRANSITIONS, "from", "to");
  }

  /** The rows that are shown, from 0: those with something in them, and some more. */
  private List<Integer> rows(String kind, int most, String... columns) {
    int last =
        IntStream.range(0, most).filter(row -> !isBlank(kind, row, columns)).max().orElse(-1);
    return IntStream.range(0, Math.min(last + 1 + SPARE.getOrDefault(kind, 0), most))
        .boxed()
        .toList();
  }

  private boolean isBlank(String kind, int row, String... columns) {
    return Arrays.stream(columns).allMatch(column -> text(kind, row, column).isBlank());
  }

  boolean isBlankStage(int row) {
    return isBlank(STAGE, row, "key", "name");
  }

  boolean isBlankWay(int row) {
    return isBlank(WAY, row, "from", "to");
  }

  /** Whether there is more to a way than is seen at once. */
  boolean hasMore(int row, Problems problems) {
    return !isBlank(WAY, row, "requiredFields", "guard")
        || text(WAY, row, "permission").equals(Action.ADMINISTER.name())
        || List.of("requiredFields", "guard", "permission").stream()
            .anyMatch(column -> !problems.at(field(WAY, row, column)).isEmpty());
  }

  /** The keys that are offered where a way begins or ends. */
  List<String> keys() {
    return stages().stream()
        .map(row -> text(STAGE, row, "key").strip())
        .filter(key -> !key.isEmpty())
        .toList();
  }

  LifecycleTerms terms() {
    List<Stage> stages = new ArrayList<>();
    for (int row : filledStages()) {
      stages.add(
          new Stage(
              text(STAGE, row, "key").strip(),
              text(STAGE, row, "name"),
              Optional.ofNullable(Ints.tryParse(text(STAGE, row, "order").strip())).orElse(-1),
              Arrays.stream(StageCategory.values())
                  .filter(c -> c.name().equals(text(STAGE, row, "category")))
                  .findFirst()
                  .orElse(StageCategory.PRE_SALE),
              sla(row)));
    }
    List<StageTransition> ways = new ArrayList<>();
    for (int row : filledWays()) {
      ways.add(
          new StageTransition(
              text(WAY, row, "from").strip(),
              text(WAY, row, "to").strip(),
              text(WAY, row, "reason").equals("on"),
              NAMES.splitToList(text(WAY, row, "requiredFields")),
              text(WAY, row, "guard").replace("\r\n", "\n"),
              text(WAY, row, "permission").equals(Action.ADMINISTER.name())
                  ? Action.ADMINISTER
                  : Action.EDIT));
    }
    return new LifecycleTerms(stages, ways);
  }

  /** What cannot be read is told with all else that is wrong, as no time at all. */
  private @Nullable TimeInStage sla(int row) {
    String text = text(STAGE, row, "slaInStage").strip();
    String unit = text(STAGE, row, "slaUnit");
    return text.isEmpty()
        ? null
        : Arrays.stream(SlaUnit.values())
            .filter(u -> u.name().equals(unit))
            .findFirst()
            .orElse(SlaUnit.DAYS)
            .of(Optional.ofNullable(Ints.tryParse(text)).orElse(0));
  }

  private List<Integer> filledStages() {
    return stages().stream().filter(row -> !isBlankStage(row)).toList();
  }

  private List<Integer> filledWays() {
    return ways().stream().filter(row -> !isBlankWay(row)).toList();
  }

  /** Each problem where it stands in the form. */
  Problems problems(Refusal refusal) {
    return Problems.of(refusal, this::fieldAt);
  }

  Problems problems(List<Violation> violations) {
    return Problems.of(violations, this::fieldAt);
  }

  private String fieldAt(String pointer) {
    Matcher place = PLACE.matcher(pointer);
    if (!place.matches() || place.group(3) == null) {
      return "";
    }
    boolean stage = place.group(1).equals("stages");
    int row = (stage ? filledStages() : filledWays()).get(Integer.parseInt(place.group(2)));
    return field(stage ? STAGE : WAY, row, place.group(3));
  }
}

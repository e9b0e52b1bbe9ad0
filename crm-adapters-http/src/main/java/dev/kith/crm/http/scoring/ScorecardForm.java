package dev.kith.crm.http.scoring;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scorecard as people write it: caps of groups with one on each line, and a row for each fit
 * rule. A row without anything in it is no rule.
 *
 * @param texts by field, as they were typed
 */
record ScorecardForm(Map<String, String> texts) {

  private static final Splitter LINES = Splitter.onPattern("\\R").trimResults().omitEmptyStrings();
  private static final List<String> COLUMNS = List.of("name", "condition", "points", "group");
  private static final Pattern RULE = Pattern.compile("/rules/(\\d+)/(\\w+)");
  private static final Pattern WEIGHT = Pattern.compile("/weights/(\\w+)");

  ScorecardForm {
    texts = Map.copyOf(texts);
  }

  static ScorecardForm of(Card card) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("weight-fit", Integer.toString(card.weights().fit()));
    texts.put("weight-engagement", Integer.toString(card.weights().engagement()));
    texts.put("weight-prediction", Integer.toString(card.weights().prediction()));
    texts.put("grade-a", Integer.toString(card.grades().a()));
    texts.put("grade-b", Integer.toString(card.grades().b()));
    texts.put("grade-c", Integer.toString(card.grades().c()));
    texts.put("groupCaps", Joiner.on('\n').withKeyValueSeparator(" = ").join(card.groupCaps()));
    List<FitRule> rules = card.rules();
    for (int row = 0; row < rules.size(); row++) {
      FitRule rule = rules.get(row);
      texts.put(field(row, "id"), rule.id().toString());
      texts.put(field(row, "name"), rule.name());
      texts.put(field(row, "condition"), rule.condition());
      texts.put(field(row, "points"), Integer.toString(rule.points()));
      texts.put(field(row, "group"), rule.group() == null ? "" : rule.group());
    }
    return new ScorecardForm(texts);
  }

  static String field(int row, String column) {
    return "rule-" + row + "-" + column;
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  String text(int row, String column) {
    return text(field(row, column));
  }

  /** The rows that are shown, from 0: those with something in them, and one more. */
  List<Integer> rows() {
    int last = -1;
    for (int row = 0; row < Card.MOST_RULES; row++) {
      last = isBlank(row) ? last : row;
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(last + 2, Card.MOST_RULES); row++) {
      rows.add(row);
    }
    return rows;
  }

  boolean isBlank(int row) {
    return COLUMNS.stream().allMatch(column -> text(row, column).isBlank());
  }

  private List<Integer> filled() {
    return rows().stream().filter(row -> !isBlank(row)).toList();
  }

  /**
   * What it says; lines that say nothing are noted, other nonsense is for the card to refuse.
   *
   * @param ids for rules that are new
   */
  Card card(List<Violation> violations, Supplier<UUID> ids) {
    Map<String, Integer> caps = new LinkedHashMap<>();
    for (String line : LINES.split(text("groupCaps"))) {
      int equals = line.lastIndexOf('=');
      Integer cap = equals < 0 ? null : Ints.tryParse(line.substring(equals + 1).strip());
      if (equals <= 0 || cap == null) {
        violations.add(
            Violation.at(
                "groupCaps", "cap-syntax", "“" + line + "” is not written as “reachable = 40”."));
      } else {
        caps.put(line.substring(0, equals).strip(), cap);
      }
    }
    List<FitRule> rules = new ArrayList<>();
    for (int row : filled()) {
      rules.add(
          new FitRule(
              id(text(row, "id"), ids),
              text(row, "name"),
              text(row, "condition").replace("\r\n", "\n"),
              number(text(row, "points"), 0),
              text(row, "group")));
    }
    return new Card(
        new Weights(
            number(text("weight-fit"), -1),
            number(text("weight-engagement"), -1),
            number(text("weight-prediction"), -1)),
        new Grade.Bounds(
            number(text("grade-a"), 0), number(text("grade-b"), 0), number(text("grade-c"), 0)),
        caps,
        rules);
  }

  private static UUID id(String text, Supplier<UUID> ids) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return ids.get();
    }
  }

  private static int number(String text, int otherwise) {
    Integer number = Ints.tryParse(text.strip());
    return number == null ? otherwise : number;
  }

  /** Each problem where it stands in the form. */
  Problems problems(Refusal refusal) {
    List<Integer> filled = filled();
    return Problems.of(
        refusal,
        pointer -> {
          Matcher rule = RULE.matcher(pointer);
          Matcher weight = WEIGHT.matcher(pointer);
          return rule.matches()
              ? field(filled.get(Integer.parseInt(rule.group(1))), rule.group(2))
              : weight.matches()
                  ? "weight-" + weight.group(1)
                  : pointer.equals("/groupCaps")
                      ? "groupCaps"
                      : pointer.equals("/grades") ? "grade-a" : "";
        });
  }
}

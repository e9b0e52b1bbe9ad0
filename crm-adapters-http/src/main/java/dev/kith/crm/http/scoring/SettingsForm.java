package dev.kith.crm.http.scoring;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings as people write them: caps of groups with one on each line, such as {@code mail = 40},
 * and a row for each threshold. A row without anything in it is no threshold.
 *
 * @param texts by field, as they were typed
 */
record SettingsForm(Map<String, String> texts) {

  private static final Splitter LINES = Splitter.onPattern("\\R").trimResults().omitEmptyStrings();
  private static final List<String> COLUMNS = List.of("name", "enter", "exit", "coolDown");
  private static final Pattern THRESHOLD = Pattern.compile("/thresholds/(\\d+)/(\\w+)");

  /** Rows that wait to be filled in. */
  private static final int SPARE = 2;

  SettingsForm {
    texts = Map.copyOf(texts);
  }

  static SettingsForm of(Settings settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("saturation", Integer.toString(settings.saturation()));
    texts.put("groupCaps", Joiner.on('\n').withKeyValueSeparator(" = ").join(settings.groupCaps()));
    List<Threshold> thresholds = settings.thresholds();
    for (int row = 0; row < thresholds.size(); row++) {
      Threshold threshold = thresholds.get(row);
      texts.put(field(row, "name"), threshold.name());
      texts.put(field(row, "enter"), Integer.toString(threshold.enter()));
      texts.put(field(row, "exit"), Integer.toString(threshold.exit()));
      texts.put(field(row, "coolDown"), Long.toString(threshold.coolDown().toHours()));
    }
    return new SettingsForm(texts);
  }

  static String field(int row, String column) {
    return "threshold-" + row + "-" + column;
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  String text(int row, String column) {
    return text(field(row, column));
  }

  /** The rows that are shown, from 0: those with something in them, and some more. */
  List<Integer> rows() {
    int last = -1;
    for (int row = 0; row < ScoringSettings.MOST_THRESHOLDS; row++) {
      last = isBlank(row) ? last : row;
    }
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < Math.min(last + 1 + SPARE, ScoringSettings.MOST_THRESHOLDS); row++) {
      rows.add(row);
    }
    return rows;
  }

  private boolean isBlank(int row) {
    return COLUMNS.stream().allMatch(column -> text(row, column).isBlank());
  }

  private List<Integer> filled() {
    return rows().stream().filter(row -> !isBlank(row)).toList();
  }

  /**
   * What it says; lines that say nothing are noted, other nonsense is for the settings to refuse.
   */
  Settings settings(List<Violation> violations) {
    Map<String, Integer> caps = new LinkedHashMap<>();
    for (String line : LINES.split(text("groupCaps"))) {
      int equals = line.lastIndexOf('=');
      Integer cap = equals < 0 ? null : Ints.tryParse(line.substring(equals + 1).strip());
      if (equals <= 0 || cap == null) {
        violations.add(
            Violation.at(
                "groupCaps", "cap-syntax", "“" + line + "” is not written as “mail = 40”."));
      } else if (caps.put(line.substring(0, equals).strip(), cap) != null) {
        violations.add(
            Violation.at(
                "groupCaps",
                "twice",
                "“" + line.substring(0, equals).strip() + "” is there twice."));
      }
    }
    List<Threshold> thresholds = new ArrayList<>();
    for (int row : filled()) {
      thresholds.add(
          new Threshold(
              text(row, "name"),
              number(text(row, "enter"), 0),
              number(text(row, "exit"), 0),
              text(row, "coolDown").isBlank()
                  ? Duration.ZERO
                  : Duration.ofHours(number(text(row, "coolDown"), -1))));
    }
    return new Settings(number(text("saturation"), 0), caps, thresholds);
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
          Matcher threshold = THRESHOLD.matcher(pointer);
          return threshold.matches()
              ? field(filled.get(Integer.parseInt(threshold.group(1))), threshold.group(2))
              : pointer.startsWith("/thresholds") ? "" : Problems.firstStep(pointer);
        });
  }
}

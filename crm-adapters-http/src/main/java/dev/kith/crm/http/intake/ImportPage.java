package dev.kith.crm.http.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One import: before the start what its columns mean, then how far it is, then what came of it.
 *
 * @param problems what kept the last step from being done
 */
record ImportPage(ImportView view, boolean mayChange, Problems problems) {

  /**
   * The separators that are offered, with their names; more exotic ones are found by the detection
   * alone.
   */
  static final Map<String, String> DELIMITERS =
      ImmutableMap.of(",", "Comma", ";", "Semicolon", "\t", "Tab", "|", "Bar");

  boolean isPrepared() {
    return view.status() instanceof ImportStatus.Uploaded;
  }

  boolean isRunning() {
    return view.status() instanceof ImportStatus.Running;
  }

  @Nullable String failure() {
    return view.status() instanceof ImportStatus.Failed failed ? failed.reason() : null;
  }

  /** What a column can fill; what it fills now is chosen. */
  List<Choice> targets(ImportView.Column column) {
    ImportTarget now = view.mapping().targets().get(column.number());
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", "Leave out", now == null));
    ImportTarget.all().forEach(t -> choices.add(new Choice(t.code(), t.label(), t.equals(now))));
    return choices;
  }

  /** What the first rows say in a column that fills a field. */
  String sample(ImportView.Column column) {
    ImportTarget target = view.mapping().targets().get(column.number());
    if (target == null) {
      return "";
    }
    return view.preview().stream()
        .map(row ->
            target.fields().stream()
                .map(row.values()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(3)
        .collect(Collectors.joining(" · "));
  }

  /** The fields that the file fills, in the order of its columns. */
  List<LeadField> fields() {
    return view.mapping().targets().values().stream()
        .flatMap(target -> target.fields().stream())
        .toList();
  }

  List<Choice> headers() {
    HeaderRow now = view.mapping().header();
    List<Choice> choices = new ArrayList<>();
    if (now == HeaderRow.UNDECIDED) {
      choices.add(new Choice(HeaderRow.UNDECIDED.name(), "Please choose", true));
    }
    choices.add(
        new Choice(HeaderRow.PRESENT.name(), "Names of the columns", now == HeaderRow.PRESENT));
    choices.add(new Choice(HeaderRow.NONE.name(), "Data already", now == HeaderRow.NONE));
    return choices;
  }

  List<Choice> delimiters() {
    String now = String.valueOf(view.format().delimiter());
    List<Choice> choices = new ArrayList<>();
    DELIMITERS.forEach((text, label) -> choices.add(new Choice(text, label, text.equals(now))));
    if (!DELIMITERS.containsKey(now)) {
      choices.add(new Choice(now, now, true));
    }
    return choices;
  }

  List<Choice> encodings() {
    return Arrays.stream(Encoding.values())
        .map(e -> new Choice(e.name(), e.name().replace('_', '-'), e == view.format().encoding()))
        .toList();
  }

  long goodRows() {
    return view.preview().stream().filter(r -> r.problems().isEmpty()).count();
  }

  /** Whether starting would most likely bring nothing but errors. */
  boolean warns() {
    return !view.preview().isEmpty() && goodRows() == 0;
  }

  /** What is said once the import is over. */
  String end() {
    return "The import has ended: "
        + Words.count(view.progress().created(), "lead", "leads")
        + ", "
        + Words.count(view.progress().failed(), "error", "errors");
  }

  String percent() {
    return view.percent() + " %";
  }

  String rate() {
    return Words.number(view.rowsPerSecond()) + " rows/s";
  }
}

package dev.kith.crm.http.intake;

import com.google.common.base.Ascii;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.http.pages.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the columns of an import can fill, and what they seem to. */
record ImportColumns(ImportView view) {

  private static final int LONGEST_SAMPLE = 60;

  /** A guess that is less sure is to be checked. */
  private static final double SURE = 0.75;

  /** Whether what a column fills was guessed without much to go by. */
  boolean isUnsure(ImportView.Column column) {
    Double confidence = column.confidence();
    return confidence != null && confidence < SURE;
  }

  /** How sure a guess is; empty where nothing was guessed, or somebody decided. */
  String sure(ImportView.Column column) {
    Double confidence = column.confidence();
    return confidence == null ? "" : "Guessed, " + Math.round(confidence * 100) + " % sure";
  }

  /** What a column can fill; what it fills now is chosen. */
  List<Choice> targets(ImportView.Column column) {
    ImportTarget now = view.mapping().targets().get(column.number());
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", "Leave out", now == null));
    if (now != null && now.isCustom()) {
      choices.add(new Choice(now.code(), custom(now, column), true));
    }
    own(column)
        .filter(own -> !own.equals(now))
        .ifPresent(own -> choices.add(new Choice(own.code(), custom(own, column), false)));
    RecordKind kind = view.kind();
    if (kind != null) {
      kind.fields().keySet().stream()
          .map(kind::target)
          .forEach(t -> choices.add(new Choice(t.code(), t.label(), t.equals(now))));
      return choices;
    }
    ImportTarget.all().forEach(t -> choices.add(new Choice(t.code(), t.label(), t.equals(now))));
    return choices;
  }

  /** The heading stands beside the choice; only another name needs to be told. */
  private String custom(ImportTarget target, ImportView.Column column) {
    return own(column).filter(target::equals).isPresent()
        ? "Custom field"
        : "Custom: " + target.label().replaceAll(".*“|”$", "");
  }

  /** Whether a column is left out that could be kept as a custom field. */
  boolean leavesOut() {
    return view.columns().stream()
        .filter(column -> !view.mapping().targets().containsKey(column.number()))
        .anyMatch(column -> own(column).isPresent());
  }

  /** The custom field of a column's own heading. */
  private Optional<ImportTarget> own(ImportView.Column column) {
    return view.kind() == null && view.mapping().header() == HeaderRow.PRESENT
        ? ImportTarget.custom(column.name())
        : Optional.empty();
  }

  /** What the first rows say in a column. */
  String sample(ImportView.Column column) {
    return view.preview().stream()
        .map(ImportView.PreviewRow::cells)
        .filter(cells -> cells.size() >= column.number())
        .map(cells -> cells.get(column.number() - 1).strip())
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(3)
        .map(text -> Ascii.truncate(text, LONGEST_SAMPLE, "…"))
        .collect(Collectors.joining(" · "));
  }
}

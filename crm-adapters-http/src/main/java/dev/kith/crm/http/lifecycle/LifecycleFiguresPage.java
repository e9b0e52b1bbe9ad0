package dev.kith.crm.http.lifecycle;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Figures;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Report;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How accounts flow through the stages. */
record LifecycleFiguresPage(Report report) {

  List<Figures> stages() {
    return report.stages();
  }

  /** Those to which an account ever came. */
  List<Figures> used() {
    return report.stages().stream().filter(stage -> stage.entered() > 0).toList();
  }

  /** Whether accounts may stay for so long only in any of them. */
  boolean isTimed() {
    return used().stream().anyMatch(stage -> stage.inTime() != null);
  }

  boolean isEmpty() {
    return used().isEmpty();
  }

  /** The most that are in one stage, at least one. */
  long most() {
    return Math.max(1, report.stages().stream().mapToLong(Figures::here).max().orElse(1));
  }

  /** Where the accounts of a stage are listed. */
  static String href(Figures stage) {
    return "/accounts?stage=" + stage.stage();
  }

  /** A row of the matrix: how often accounts went from a stage to each. */
  record Row(Figures from, List<String> counts) {
    Row {
      counts = ImmutableList.copyOf(counts);
    }
  }

  /** The columns are those of {@link #used}. */
  List<Row> matrix() {
    Map<List<String>, Long> counted =
        report.passages().stream()
            .collect(
                toImmutableMap(
                    p -> List.of(p.stage(), Objects.requireNonNull(p.to())), Passage::stays));
    return used().stream()
        .map(from ->
            new Row(
                from,
                used().stream()
                    .map(to -> counted.get(List.of(from.stage(), to.stage())))
                    .map(count -> count == null ? "–" : Words.number(count))
                    .toList()))
        .toList();
  }

  /** Part of the accounts that are still there after so many days, for the drawing. */
  static int percent(double staying) {
    return (int) Math.round(100 * staying);
  }
}

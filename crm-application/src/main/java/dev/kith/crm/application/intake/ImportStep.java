package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of the rows that were done in one transaction.
 *
 * @param problems in the order of the file
 * @param rows in the order of the file
 * @param aside rows on which somebody is to decide
 * @param claims what later rows may not be about, with the number of the row that is
 */
public record ImportStep(
    List<ImportProblem> problems,
    List<ImportedRow> rows,
    List<ImportedRow> aside,
    Map<String, Long> claims) {

  public static final ImportStep NOTHING =
      new ImportStep(List.of(), List.of(), List.of(), Map.of());

  public ImportStep {
    problems = ImmutableList.copyOf(problems);
    rows = ImmutableList.copyOf(rows);
    aside = ImmutableList.copyOf(aside);
    claims = ImmutableMap.copyOf(claims);
  }
}

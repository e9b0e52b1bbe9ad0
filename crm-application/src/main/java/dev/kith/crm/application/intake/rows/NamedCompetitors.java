package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The competitors to whom rows say that something was lost. */
record NamedCompetitors(CompetitorStore competitors) implements NamedRecords {

  private static final String FIELD = "lostCompetitor";

  @Override
  public void meet(List<Map<String, String>> rows, Set<String> names) {
    competitors.named(
        rows.stream().map(row -> row.get(FIELD)).filter(Objects::nonNull).distinct().toList());
  }

  /** The one of that name, however it is spelt. Refused with {@code invalid}. */
  Outcome<CompetitorId> find(String name) {
    return competitors.named(List.of(name)).stream()
        .findFirst()
        .map(found -> Outcome.done(competitors.standing(found).id()))
        .orElseGet(() ->
            Outcome.refused(
                Invalid.of(
                    Violation.at(
                        FIELD,
                        "unknown-competitor",
                        "There is no competitor “" + name + "” in the catalogue."))));
  }
}

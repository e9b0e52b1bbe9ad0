package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorContent;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the names of competitors are read against.
 *
 * @param competitors those that are named, as far as there are any, and what they became part of
 * @param kept those that may be named although they are retired: they are there already
 */
public record KnownCompetitors(List<Competitor> competitors, Set<CompetitorId> kept) {

  public static final KnownCompetitors NONE = new KnownCompetitors(List.of(), Set.of());

  public KnownCompetitors {
    competitors = ImmutableList.copyOf(competitors);
    kept = ImmutableSet.copyOf(kept);
  }

  /** The competitor that a text names by its id or its name; null where it says none. */
  @Nullable Competitor read(Checks checks, String field, @Nullable String raw) {
    String text = raw == null ? "" : VisibleText.trim(raw);
    if (text.isEmpty()) {
      return null;
    }
    String form = CompetitorContent.formOf(text);
    Competitor found =
        competitors.stream()
            .filter(known ->
                known.id().toString().equalsIgnoreCase(text)
                    || known.content().nameForm().equals(form))
            .findFirst()
            .map(this::standing)
            .orElse(null);
    if (found == null) {
      checks.add(
          field, "unknown-competitor", "There is no competitor “" + text + "” in the catalogue.");
    } else if (!found.active() && !kept.contains(found.id())) {
      checks.add(field, "competitor-retired", found.content().name() + " is retired.");
    }
    return found;
  }

  /** A competitor that was merged stands for what it became part of. */
  private Competitor standing(Competitor found) {
    CompetitorId into = found.mergedInto();
    return into == null
        ? found
        : competitors.stream()
            .filter(known -> known.id().equals(into))
            .findFirst()
            .map(this::standing)
            .orElse(found);
  }

  /** What a competitor that is among them is called. */
  String name(CompetitorId id) {
    return competitors.stream()
        .filter(known -> known.id().equals(id))
        .findFirst()
        .map(known -> known.content().name())
        .orElseThrow();
  }
}

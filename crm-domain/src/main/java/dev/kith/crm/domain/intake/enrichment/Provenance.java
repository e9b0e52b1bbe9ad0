package dev.kith.crm.domain.intake.enrichment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.lead.LeadContent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was found out about a lead: by field, what fills it first, then the surest.
 *
 * @param current those that stand in a field of the lead now, at most one for each
 */
public record Provenance(List<FoundValue> values, List<FoundValue> current) {

  public Provenance {
    values = ImmutableList.copyOf(values);
    current = ImmutableList.copyOf(current);
  }

  /**
   * @param values in any order
   */
  public static Provenance of(List<FoundValue> values, LeadContent content) {
    List<FoundValue> sorted =
        values.stream()
            .sorted(
                Comparator.comparing(FoundValue::field)
                    .thenComparing(value -> !value.isIn(content))
                    .thenComparing(Enrichment.SUREST_FIRST))
            .toList();
    return new Provenance(sorted, sorted.stream().filter(value -> value.isIn(content)).toList());
  }

  public boolean isCurrent(FoundValue value) {
    return current.contains(value);
  }

  /** From whom a field of the lead has what stands in it, if enrichment has filled it. */
  public Optional<FoundValue> currentOf(EnrichmentField field) {
    return current.stream().filter(value -> value.field() == field).findFirst();
  }

  /**
   * Without what would tell of hidden fields.
   *
   * @param hidden codes of fields of a lead
   */
  public Provenance without(Set<String> hidden) {
    return new Provenance(shown(values, hidden), shown(current, hidden));
  }

  static List<FoundValue> shown(List<FoundValue> values, Set<String> hidden) {
    return values.stream().filter(value -> !value.field().isHiddenWith(hidden)).toList();
  }
}

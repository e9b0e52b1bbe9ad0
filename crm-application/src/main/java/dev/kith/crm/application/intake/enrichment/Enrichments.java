package dev.kith.crm.application.intake.enrichment;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out more about leads: sources are asked what they know, and what they are sure of fills
 * empty fields. What was found is kept with who said so, how sure they are, and when.
 *
 * <p>A source that is silent, late or broken refuses nothing: it is named in the answer. What a
 * role hides of a lead is hidden here too, with what follows from it.
 */
public interface Enrichments {

  int LARGEST_BATCH = 100;

  /**
   * How a lead is to be enriched.
   *
   * @param mode which fields may be written
   * @param ip the address from which the person came, of version 4 or 6; it is not kept. Null where
   *     nobody knows
   * @param sources names of those that are to be asked; empty for all
   */
  record Wish(FillMode mode, @Nullable String ip, Set<String> sources) {

    /** Fills empty fields by what all sources say. */
    public static final Wish USUAL = new Wish(FillMode.FILL_EMPTY, null, Set.of());

    public Wish {
      sources = ImmutableSet.copyOf(sources);
    }

    public Wish mode(FillMode other) {
      return new Wish(other, ip, sources);
    }

    public Wish from(String address) {
      return new Wish(mode, address, sources);
    }
  }

  /**
   * What came of it.
   *
   * @param filled what was put into fields of the lead
   * @param silent sources that could not say
   */
  record Enriched(Lead lead, Provenance provenance, List<FoundValue> filled, Set<String> silent) {
    public Enriched {
      filled = List.copyOf(filled);
      silent = ImmutableSet.copyOf(silent);
    }

    Enriched without(Set<String> hidden) {
      return new Enriched(
          lead,
          provenance.without(hidden),
          filled.stream().filter(value -> !value.field().isHiddenWith(hidden)).toList(),
          silent);
    }
  }

  /**
   * Asks, fills and keeps. Needs {@code lead:edit} on the lead. Refused with {@code invalid} for an
   * unknown source or what is no address, {@code not-found}, {@code forbidden}, {@code
   * stale-version}, {@code lead-deleted}, {@code lead-merged} and {@code lead-converted}.
   */
  Outcome<Enriched> enrich(LeadId lead, Wish wish);

  /**
   * What {@link #enrich} would do, without doing it; the sources are asked. Refused as that is,
   * except for a stale version.
   */
  Outcome<Enriched> preview(LeadId lead, Wish wish);

  /**
   * Enriches up to {@value #LARGEST_BATCH} leads, each by itself; a lead that is named twice is
   * done once.
   *
   * @return an outcome for each, in the same order; refused as a whole only for too many, or {@code
   *     forbidden}
   */
  Outcome<List<Outcome<Enriched>>> enrichAll(List<LeadId> leads, FillMode mode);

  /** What was found out about a lead. Needs {@code lead:view} on it. */
  Outcome<Provenance> of(LeadId lead);

  /** The names of all sources, in the order in which they are asked. */
  List<String> sources();
}

package dev.kith.crm.domain.intake.enrichment;

import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that was found for a field of a lead, with its provenance. Of one lead no two have the
 * same field, source and value.
 *
 * @param source who said so, by a stable name
 * @param confidence how sure the source is, from 0 to 100
 * @param foundAt when the source last said so
 * @param filledAt when it was put into the field of the lead; null if it was not, or if another
 *     value was since
 */
public record FoundValue(
    FoundValueId id,
    LeadId lead,
    EnrichmentField field,
    String value,
    String source,
    int confidence,
    Instant foundAt,
    @Nullable Instant filledAt) {

  /** What is less sure than this is kept, but fills nothing. */
  public static final int SURE_ENOUGH = 50;

  public FoundValue {
    if (confidence < 0 || confidence > 100) {
      throw new IllegalArgumentException("a confidence is from 0 to 100, not " + confidence);
    }
  }

  /** Whether what stands in the lead's field now is this value, put there by enrichment. */
  public boolean isIn(LeadContent content) {
    return filledAt != null
        && field.fills().map(f -> value.equals(f.textOf(content))).orElse(false);
  }

  /** The same, of another lead. */
  public FoundValue of(LeadId other) {
    return new FoundValue(id, other, field, value, source, confidence, foundAt, filledAt);
  }

  FoundValue filled(@Nullable Instant when) {
    return new FoundValue(id, lead, field, value, source, confidence, foundAt, when);
  }

  boolean saysAs(FoundValue other) {
    return field == other.field && source.equals(other.source) && value.equals(other.value);
  }
}

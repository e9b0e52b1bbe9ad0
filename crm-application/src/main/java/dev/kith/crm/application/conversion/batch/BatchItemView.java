package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead of a batch as the reader knows it.
 *
 * @param name of the lead; null where the reader does not see it
 * @param conversion the item's own, or one that was made of the lead since; null where the reader
 *     does not see the lead
 * @param candidates those that the reader sees, by their names
 */
public record BatchItemView(
    BatchItem item,
    @Nullable String name,
    @Nullable ConversionId conversion,
    List<Candidate> candidates) {

  /** What a file of failures has. */
  public static final FieldCatalogue<BatchItemView> CATALOGUE = catalogue();

  public BatchItemView {
    candidates = ImmutableList.copyOf(candidates);
  }

  /** Whether it can be taken up again by hand. */
  public boolean canBeRetried() {
    return item.fate() != null && item.fate() != Fate.CONVERTED;
  }

  private static FieldCatalogue<BatchItemView> catalogue() {
    Field<BatchItemView> lead = Field.of("lead", "Lead", Type.ID, v -> v.item().lead().value());
    return FieldCatalogue.of(
        lead,
        new SortKey("place", false),
        List.of(
            Field.of("place", "Place", Type.NUMBER, v -> Long.valueOf(v.item().place())),
            lead,
            Field.of("name", "Name", Type.TEXT, BatchItemView::name),
            Field.choice(
                "outcome",
                "Outcome",
                Fate.class,
                v -> v.item().fate() == null ? null : v.item().fate().name()),
            Field.of("code", "Code", Type.TEXT, v -> v.item().code()),
            Field.of("reason", "Reason", Type.TEXT, v -> v.item().detail()),
            Field.of("tries", "Tries", Type.NUMBER, v -> Long.valueOf(v.item().tries())),
            Field.of("at", "At", Type.INSTANT, v -> v.item().at())));
  }
}

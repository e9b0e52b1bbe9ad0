package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suppression as people read it.
 *
 * @param removal why it was taken off the list; null while it is on it
 */
public record SuppressionView(
    SuppressionId id,
    Revision revision,
    Kind kind,
    String target,
    String reason,
    @Nullable Instant until,
    @Nullable String removal) {

  private static final Field<SuppressionView> ID =
      Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which suppressions are listed, filtered and sorted. */
  public static final FieldCatalogue<SuppressionView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("createdAt", true),
          List.of(
              ID,
              Field.choice("kind", "Kind", Kind.class, v -> v.kind().name()),
              Field.<SuppressionView>of("target", "Left alone", Type.TEXT, SuppressionView::target)
                  .sorted(),
              Field.of("reason", "Reason", Type.TEXT, SuppressionView::reason),
              Field.of("until", "Until", Type.INSTANT, SuppressionView::until),
              Field.<SuppressionView>of(
                      "createdAt", "Added", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<SuppressionView>of(
                  "deletedAt", "Taken off", Type.INSTANT, v -> v.revision().deletedAt()),
              Field.<SuppressionView>of("removal", "Why", Type.TEXT, SuppressionView::removal)
                  .shownOnly(),
              Field.<SuppressionView>of(
                      "version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  public static SuppressionView of(SuppressionEntry entry) {
    return new SuppressionView(
        entry.id(),
        entry.revision(),
        entry.suppression().target().kind(),
        entry.suppression().target().text(),
        entry.suppression().reason(),
        entry.suppression().until(),
        entry.removal());
  }
}

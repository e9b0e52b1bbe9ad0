package dev.kith.crm.application.competitor;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A competitor as people read it.
 *
 * @param mergedInto what it became part of; null for all that stand for themselves
 */
public record CompetitorView(
    CompetitorId id,
    Revision revision,
    String name,
    @Nullable String website,
    @Nullable String note,
    boolean active,
    @Nullable CompetitorId mergedInto) {

  private static final Field<CompetitorView> ID =
      Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which competitors are listed, filtered and sorted. */
  public static final FieldCatalogue<CompetitorView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<CompetitorView>of("name", "Name", Type.TEXT, CompetitorView::name).sorted(),
              Field.<CompetitorView>of("website", "Website", Type.TEXT, CompetitorView::website),
              Field.<CompetitorView>of("note", "Note", Type.TEXT, CompetitorView::note).shownOnly(),
              Field.<CompetitorView>of("active", "Active", Type.BOOLEAN, CompetitorView::active),
              Field.<CompetitorView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<CompetitorView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.<CompetitorView>of(
                      "version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  public static CompetitorView of(Competitor competitor) {
    return new CompetitorView(
        competitor.id(),
        competitor.revision(),
        competitor.content().name(),
        competitor.content().website(),
        competitor.content().note(),
        competitor.active(),
        competitor.mergedInto());
  }
}

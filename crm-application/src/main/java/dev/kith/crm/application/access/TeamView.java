package dev.kith.crm.application.access;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;

/**
 * A team as people read it.
 *
 * @param members how many users belong to it, deactivated ones included
 */
public record TeamView(TeamId id, Revision revision, String name, int members) {

  private static final Field<TeamView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which teams are listed, filtered and sorted. */
  public static final FieldCatalogue<TeamView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<TeamView>of("name", "Name", Type.TEXT, TeamView::name).sorted(),
              Field.<TeamView>of("members", "Members", Type.NUMBER, v -> (long) v.members())
                  .shownOnly(),
              Field.<TeamView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<TeamView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.<TeamView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));
}

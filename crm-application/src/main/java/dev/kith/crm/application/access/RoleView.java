package dev.kith.crm.application.access;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;

/**
 * A role as people read it.
 *
 * @param builtIn whether it is the administrator's role, which stays as it is
 * @param users how many users hold it, deactivated ones included
 */
public record RoleView(
    RoleId id, Revision revision, String name, Grants grants, boolean builtIn, int users) {

  private static final Field<RoleView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which roles are listed, filtered and sorted. */
  public static final FieldCatalogue<RoleView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<RoleView>of("name", "Name", Type.TEXT, RoleView::name).sorted(),
              Field.of("builtIn", "Built in", Type.BOOLEAN, RoleView::builtIn),
              Field.<RoleView>of("users", "Users", Type.NUMBER, v -> (long) v.users()).shownOnly(),
              Field.<RoleView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<RoleView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.<RoleView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));
}

package dev.kith.crm.application.access;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import java.util.List;
import java.util.stream.Collectors;

/** The fields by which users are listed, filtered and sorted. */
public final class UserFields {

  private static final Field<UserView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  public static final FieldCatalogue<UserView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<UserView>of("name", "Name", Type.TEXT, UserView::name).sorted(),
              Field.<UserView>of("login", "Login", Type.TEXT, UserView::login).sorted(),
              Field.of("active", "Active", Type.BOOLEAN, UserView::active),
              Field.<UserView>of("roles", "Roles", Type.TEXT, UserFields::roleNames).shownOnly(),
              Field.<UserView>of("teams", "Teams", Type.TEXT, UserFields::teamNames).shownOnly(),
              Field.<UserView>of(
                      "passwordChangedAt",
                      "Password changed",
                      Type.INSTANT,
                      UserView::passwordChangedAt)
                  .shownOnly(),
              Field.<UserView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<UserView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.<UserView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  private UserFields() {}

  private static String roleNames(UserView view) {
    return view.roles().stream().map(UserView.RoleName::name).collect(Collectors.joining(", "));
  }

  private static String teamNames(UserView view) {
    return view.teams().stream().map(UserView.TeamName::name).collect(Collectors.joining(", "));
  }
}

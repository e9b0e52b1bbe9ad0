package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.Owners.Owner;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserFields;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.access.UserView.RoleName;
import dev.kith.crm.application.access.UserView.TeamName;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@link AccessReads} promises. */
public interface AccessReadsContract extends AccessKeeping {

  @Test
  default void a_user_is_read_with_the_names_of_roles_and_teams_in_their_order() {
    Role viewer = add(AccessFixtures.role("viewer"));
    Role seller = add(AccessFixtures.role("Seller"));
    Team south = add(AccessFixtures.team("South"));
    Team north = add(AccessFixtures.team("north"));
    User una =
        add(
            AccessFixtures.user(
                "Una User", Set.of(viewer.id(), seller.id()), Set.of(south.id(), north.id())));

    assertThat(reads().user(una.id()))
        .contains(
            new UserView(
                una.id(),
                una.revision(),
                "una.user@engines.example",
                "Una User",
                true,
                List.of(new RoleName(seller.id(), "Seller"), new RoleName(viewer.id(), "viewer")),
                List.of(new TeamName(north.id(), "north"), new TeamName(south.id(), "South")),
                AccessFixtures.THEN));
    assertThat(reads().user(new UserId(new UUID(0, 99)))).isEmpty();
  }

  @Test
  default void users_are_paged_in_the_order_of_their_names() {
    User ben = add(AccessFixtures.user("ben Boss", Set.of(), Set.of()));
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(), Set.of()));
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    ListQuery twoEach = ListQuery.all(UserFields.CATALOGUE).limitedTo(2).withCount();

    Page<UserView> first = reads().users(twoEach);
    Page<UserView> second = reads().users(twoEach.after(first.next()));

    assertThat(first.items()).extracting(UserView::id).containsExactly(ada.id(), ben.id());
    assertThat(first.total()).isEqualTo(3);
    assertThat(second.items()).extracting(UserView::id).containsExactly(una.id());
    assertThat(second.next()).isNull();
  }

  @Test
  default void users_are_found_by_fragments_of_name_and_login_and_filtered_by_fields() {
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(), Set.of()));
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    update(una.deactivate(LATER).next()).orElseThrow();
    ListQuery all = ListQuery.all(UserFields.CATALOGUE);

    assertThat(users(all.searching("ADMIN ada"))).containsExactly(ada.id());
    assertThat(users(all.searching("una.user@"))).containsExactly(una.id());
    assertThat(users(all.searching("engines"))).containsExactly(ada.id(), una.id());
    assertThat(users(all.searching("%"))).isEmpty();
    assertThat(users(all.where(compare("active", Filter.Op.EQ, false)))).containsExactly(una.id());
    assertThat(users(all.where(compare("login", Filter.Op.STARTS_WITH, "ADA."))))
        .containsExactly(ada.id());
    assertThat(users(all.where(compare("name", Filter.Op.EQ, "una user"))))
        .containsExactly(una.id());
    assertThat(users(all.where(compare("createdAt", Filter.Op.GT, AccessFixtures.THEN)))).isEmpty();
  }

  @Test
  default void every_list_can_be_sorted_by_every_field_that_says_so() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(), Set.of()));
    add(AccessFixtures.role("Seller"));
    add(AccessFixtures.role("viewer"));
    add(AccessFixtures.team("North"));
    add(AccessFixtures.team("south"));
    add(AccessFixtures.token(una.id(), "Importer"));
    add(AccessFixtures.token(ada.id(), "exporter"));

    assertSortable(UserFields.CATALOGUE, reads()::users, UserView::id);
    assertSortable(RoleView.CATALOGUE, reads()::roles, RoleView::id);
    assertSortable(TeamView.CATALOGUE, reads()::teams, TeamView::id);
    assertSortable(
        ApiTokenView.CATALOGUE,
        query -> reads().apiTokens(query, new Visibility.All()),
        ApiTokenView::id);
  }

  @Test
  default void live_roles_and_teams_are_read_with_how_many_use_them() {
    Role seller = add(AccessFixtures.role("Seller"));
    Role gone = add(AccessFixtures.role("Gone"));
    Team north = add(AccessFixtures.team("North"));
    Team dissolved = add(AccessFixtures.team("Dissolved"));
    add(AccessFixtures.user("Una User", Set.of(seller.id()), Set.of(north.id())));
    add(AccessFixtures.user("Otto Other", Set.of(seller.id()), Set.of()));
    update(gone.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(dissolved.delete(0, LATER).orElseThrow().next()).orElseThrow();
    RoleView role =
        new RoleView(seller.id(), seller.revision(), "Seller", seller.grants(), false, 2);
    TeamView team = new TeamView(north.id(), north.revision(), "North", 1);

    assertThat(reads().role(seller.id())).contains(role);
    assertThat(reads().role(gone.id())).isEmpty();
    assertThat(reads().roles(ListQuery.all(RoleView.CATALOGUE)))
        .isEqualTo(new Page<>(List.of(role), null, null));
    assertThat(reads().team(north.id())).contains(team);
    assertThat(reads().team(dissolved.id())).isEmpty();
    assertThat(reads().teams(ListQuery.all(TeamView.CATALOGUE)))
        .isEqualTo(new Page<>(List.of(team), null, null));
    assertThat(reads().roles(ListQuery.all(RoleView.CATALOGUE).searching("sell")).items())
        .containsExactly(role);
    assertThat(reads().teams(ListQuery.all(TeamView.CATALOGUE).searching("south")).items())
        .isEmpty();
    assertThat(
            reads()
                .roles(
                    ListQuery.all(RoleView.CATALOGUE).where(compare("builtIn", Filter.Op.EQ, true)))
                .items())
        .isEmpty();
  }

  @Test
  default void tokens_are_read_with_their_owners_name_and_last_use_by_those_who_may() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(), Set.of()));
    ApiToken importer = add(AccessFixtures.token(una.id(), "Importer"));
    ApiToken exporter = add(AccessFixtures.token(ada.id(), "Exporter"));
    storage()
        .transactions()
        .always(() -> {
          storage().apiTokens().used(importer.id(), LATER);
          return true;
        });
    Visibility unas = new Visibility.OwnedBy(Set.of(una.id()));
    ApiTokenView view =
        new ApiTokenView(
            importer.id(),
            importer.revision(),
            una.id(),
            "Una User",
            "Importer",
            importer.permissions(),
            importer.expiresAt(),
            null,
            LATER);
    ListQuery all = ListQuery.all(ApiTokenView.CATALOGUE);

    assertThat(reads().apiToken(importer.id(), unas)).contains(view);
    assertThat(reads().apiToken(exporter.id(), unas)).isEmpty();
    assertThat(reads().apiTokens(all, unas)).isEqualTo(new Page<>(List.of(view), null, null));
    assertThat(reads().apiTokens(all, new Visibility.All()).items())
        .extracting(ApiTokenView::id)
        .containsExactlyInAnyOrder(importer.id(), exporter.id());
    assertThat(reads().apiTokens(all.searching("export"), new Visibility.All()).items())
        .extracting(ApiTokenView::id)
        .containsExactly(exporter.id());
    update(exporter.revoke(LATER).next()).orElseThrow();
    assertThat(
            reads()
                .apiTokens(
                    all.where(new Filter.Compare("revokedAt", Filter.Op.IS_NULL, List.of())),
                    new Visibility.All())
                .items())
        .extracting(ApiTokenView::id)
        .containsExactly(importer.id());
  }

  @Test
  default void active_users_are_offered_as_owners() {
    User una = add(AccessFixtures.user("una User", Set.of(), Set.of()));
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(), Set.of()));
    User gone = add(AccessFixtures.user("Gone Girl", Set.of(), Set.of()));
    update(gone.deactivate(LATER).next()).orElseThrow();

    assertThat(reads().activeUsers(null, 10))
        .containsExactly(new Owner(ada.id(), "Ada Admin"), new Owner(una.id(), "una User"));
    assertThat(reads().activeUsers("UNA", 10)).containsExactly(new Owner(una.id(), "una User"));
    assertThat(reads().activeUsers(null, 1)).containsExactly(new Owner(ada.id(), "Ada Admin"));
    assertThat(reads().isActiveUser(ada.id())).isTrue();
    assertThat(reads().isActiveUser(gone.id())).isFalse();
    assertThat(reads().isActiveUser(new UserId(new UUID(0, 99)))).isFalse();
    assertThat(reads().activeAmong(Set.of(ada.id(), gone.id(), new UserId(new UUID(0, 99)))))
        .containsExactly(ada.id());
    assertThat(reads().activeAmong(Set.of())).isEmpty();
  }

  @Test
  default void the_active_members_of_a_team_and_holders_of_a_role_are_known() {
    Role seller = add(AccessFixtures.role("Seller"));
    Team north = add(AccessFixtures.team("North"));
    User una = add(AccessFixtures.user("Una User", Set.of(seller.id()), Set.of(north.id())));
    User otto = add(AccessFixtures.user("Otto Other", Set.of(seller.id()), Set.of()));
    User gone = add(AccessFixtures.user("Gone Girl", Set.of(seller.id()), Set.of(north.id())));
    update(gone.deactivate(LATER).next()).orElseThrow();

    assertThat(reads().activeMembers(north.id())).containsExactly(una.id());
    assertThat(reads().activeHolders(seller.id())).containsExactlyInAnyOrder(una.id(), otto.id());
    assertThat(reads().activeMembers(new TeamId(new UUID(0, 99)))).isEmpty();
  }

  @Test
  default void names_are_told_of_users_teams_and_roles_also_of_those_that_are_gone() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User gone = add(AccessFixtures.user("Gone Girl", Set.of(), Set.of()));
    add(AccessFixtures.user("Otto Other", Set.of(), Set.of()));
    Role seller = add(AccessFixtures.role("Seller"));
    Role deleted = add(AccessFixtures.role("Deleted"));
    Team north = add(AccessFixtures.team("North"));
    Team dissolved = add(AccessFixtures.team("Dissolved"));
    update(gone.deactivate(LATER).next()).orElseThrow();
    update(deleted.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(dissolved.delete(0, LATER).orElseThrow().next()).orElseThrow();

    assertThat(
            reads()
                .names(
                    List.of(
                        una.id().value(),
                        gone.id().value(),
                        seller.id().value(),
                        deleted.id().value(),
                        north.id().value(),
                        dissolved.id().value(),
                        new UUID(0, 99))))
        .isEqualTo(
            Map.of(
                una.id().value(), "Una User",
                gone.id().value(), "Gone Girl",
                seller.id().value(), "Seller",
                deleted.id().value(), "Deleted",
                north.id().value(), "North",
                dissolved.id().value(), "Dissolved"));
    assertThat(reads().names(List.of())).isEmpty();
  }

  @Test
  default void a_lead_is_read_with_its_owners_name_if_a_user_owns_it() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    Lead unas = Leads.ownedBy(una.id(), LeadDrafts.complete("unas"));
    Lead external = Leads.ownedBy(new UserId(new UUID(0, 99)), LeadDrafts.complete("external"));
    keep(unas, external);
    ListQuery all = ListQuery.all(LeadFields.CATALOGUE);

    assertThat(storage().leadReads().find(unas.id(), new Visibility.All()))
        .contains(LeadView.of(unas, "Una User"));
    assertThat(storage().leadReads().page(all, new Visibility.All()).items())
        .containsExactlyInAnyOrder(LeadView.of(unas, "Una User"), LeadView.of(external, null));
  }

  default AccessReads reads() {
    return storage().accessReads();
  }

  private List<UserId> users(ListQuery query) {
    return reads().users(query).items().stream().map(UserView::id).toList();
  }

  private static Filter compare(String field, Filter.Op op, Object value) {
    return new Filter.Compare(field, op, List.of(value));
  }

  /** One record a page, in both directions: each record comes once, and the other way round. */
  private static <V> void assertSortable(
      FieldCatalogue<V> catalogue, Function<ListQuery, Page<V>> list, Function<V, Object> id) {
    for (String field : catalogue.names(f -> f.sortable())) {
      List<Object> up = new ArrayList<>();
      List<Object> down = new ArrayList<>();
      for (boolean descending : List.of(false, true)) {
        ListQuery query =
            ListQuery.all(catalogue).sortedBy(new SortKey(field, descending)).limitedTo(1);
        Page<V> page = list.apply(query);
        (descending ? down : up).add(id.apply(page.items().getFirst()));
        page = list.apply(query.after(page.next()));
        (descending ? down : up).add(id.apply(page.items().getFirst()));
        assertThat(page.next()).isNull();
      }
      assertThat(down).as(field).isEqualTo(up.reversed()).doesNotHaveDuplicates();
    }
  }
}

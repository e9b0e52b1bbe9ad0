package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.AccessRefusal.LoginTaken;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the stores of users, teams, roles and API tokens promise. */
public interface AccessStoreContract extends AccessKeeping {

  @Test
  default void a_user_comes_back_with_roles_and_teams() {
    Role role = add(AccessFixtures.role("Seller"));
    Team team = add(AccessFixtures.team("North"));
    User user = AccessFixtures.user("Una User", Set.of(role.id()), Set.of(team.id()));

    assertThat(add(user)).isEqualTo(user);
    assertThat(storage().users().find(user.id())).contains(user);
    assertThat(storage().users().find(new UserId(new UUID(0, 99)))).isEmpty();
  }

  @Test
  default void an_edited_user_comes_back_with_other_roles_and_teams() {
    Role seller = add(AccessFixtures.role("Seller"));
    Role viewer = add(AccessFixtures.role("Viewer"));
    Team north = add(AccessFixtures.team("North"));
    Team south = add(AccessFixtures.team("South"));
    User user = add(AccessFixtures.user("Una User", Set.of(seller.id()), Set.of(north.id())));
    User edited =
        user.edit(
                new User.Profile(
                    "una@new.example",
                    "Una Union",
                    Set.of(viewer.id()),
                    Set.of(north.id(), south.id())),
                LATER)
            .orElseThrow()
            .next();
    User gone = edited.deactivate(LATER).next();

    assertThat(update(edited)).isEqualTo(Outcome.done(edited));
    assertThat(storage().users().find(user.id())).contains(edited);
    assertThat(update(gone)).isEqualTo(Outcome.done(gone));
    assertThat(storage().users().find(user.id())).contains(gone);
  }

  @Test
  default void a_stale_update_is_refused_for_every_kind() {
    User user = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    Role role = add(AccessFixtures.role("Seller"));
    Team team = add(AccessFixtures.team("North"));
    ApiToken token = add(AccessFixtures.token(user.id(), "Importer"));
    update(user.deactivate(LATER).next()).orElseThrow();
    update(role.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(team.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(token.revoke(LATER).next()).orElseThrow();

    assertThat(update(user.changePassword(LATER).next())).isEqualTo(stale(user));
    assertThat(
            update(
                role.redefine("Other", Grants.NONE, Grants.everything(), LATER)
                    .orElseThrow()
                    .next()))
        .isEqualTo(stale(role));
    assertThat(update(team.rename("Other", LATER).orElseThrow().next())).isEqualTo(stale(team));
    assertThat(update(token.revoke(LATER).next())).isEqualTo(stale(token));
  }

  @Test
  default void two_users_do_not_log_in_alike() {
    add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User other = add(AccessFixtures.user("Otto Other", Set.of(), Set.of()));
    User copy =
        new User(
            new UserId(new UUID(0, 99)),
            other.revision(),
            new EmailAddress("UNA.User@engines.example"),
            "Copy",
            true,
            Set.of(),
            Set.of(),
            AccessFixtures.THEN);
    User renamed =
        other
            .edit(
                new User.Profile("Una.USER@engines.example", "Otto Other", Set.of(), Set.of()),
                LATER)
            .orElseThrow()
            .next();

    assertThat(tryAdd(copy)).isEqualTo(Outcome.refused(new LoginTaken("UNA.User@engines.example")));
    assertThat(update(renamed))
        .isEqualTo(Outcome.refused(new LoginTaken("Una.USER@engines.example")));
    assertThat(storage().users().find(other.id())).contains(other);
  }

  @Test
  default void names_of_live_roles_and_teams_are_distinct_whatever_their_case() {
    Role role = add(AccessFixtures.role("Seller"));
    Role otherRole = add(AccessFixtures.role("Viewer"));
    Team team = add(AccessFixtures.team("North"));
    Team otherTeam = add(AccessFixtures.team("South"));

    assertThat(tryAdd(AccessFixtures.role("SELLER")))
        .isEqualTo(Outcome.refused(new NameTaken("role", "SELLER")));
    assertThat(
            update(
                otherRole.redefine("seller", Grants.NONE, Grants.NONE, LATER).orElseThrow().next()))
        .isEqualTo(Outcome.refused(new NameTaken("role", "seller")));
    assertThat(tryAdd(AccessFixtures.team("NORTH")))
        .isEqualTo(Outcome.refused(new NameTaken("team", "NORTH")));
    assertThat(update(otherTeam.rename("north", LATER).orElseThrow().next()))
        .isEqualTo(Outcome.refused(new NameTaken("team", "north")));

    update(role.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(team.delete(0, LATER).orElseThrow().next()).orElseThrow();
    add(AccessFixtures.role("SELLER"));
    add(AccessFixtures.team("NORTH"));
  }

  @Test
  default void the_administrators_role_is_made_once() {
    Role administrator = add(Role.administrator(AccessFixtures.THEN));

    assertThat(tryAdd(Role.administrator(LATER)))
        .isEqualTo(Outcome.refused(new NameTaken("role", "Administrator")));
    assertThat(storage().roles().find(Role.ADMINISTRATOR)).contains(administrator);
  }

  @Test
  default void a_role_comes_back_with_its_grants_and_masks() {
    Role role =
        Role.define(
                new RoleId(new UUID(0, 50)),
                "Masked",
                new Grants(Grants.everything().scopes(), Set.of("lead.phone", "lead.email")),
                Grants.everything(),
                AccessFixtures.THEN)
            .orElseThrow()
            .next();
    add(role);
    Role deleted = role.delete(0, LATER).orElseThrow().next();

    assertThat(storage().roles().find(role.id())).contains(role);
    update(deleted).orElseThrow();
    assertThat(storage().roles().find(role.id())).contains(deleted);
  }

  @Test
  default void locking_finds_the_live_ones_and_counts_who_uses_them() {
    Role role = add(AccessFixtures.role("Seller"));
    Role gone = add(AccessFixtures.role("Gone"));
    Team team = add(AccessFixtures.team("North"));
    Team dissolved = add(AccessFixtures.team("Dissolved"));
    update(gone.delete(0, LATER).orElseThrow().next()).orElseThrow();
    update(dissolved.delete(0, LATER).orElseThrow().next()).orElseThrow();
    User user = add(AccessFixtures.user("Una User", Set.of(role.id()), Set.of(team.id())));
    update(user.deactivate(LATER).next()).orElseThrow();
    RoleId nobodysRole = new RoleId(new UUID(0, 98));
    TeamId nobodysTeam = new TeamId(new UUID(0, 98));

    storage()
        .transactions()
        .always(() -> {
          assertThat(storage().roles().lock(List.of(nobodysRole, gone.id(), role.id())))
              .containsOnlyKeys(role.id())
              .containsValue(role);
          assertThat(storage().teams().lock(List.of(nobodysTeam, dissolved.id(), team.id())))
              .containsExactly(team.id());
          assertThat(storage().roles().lock(List.of())).isEmpty();
          assertThat(storage().teams().lock(List.of())).isEmpty();
          assertThat(storage().roles().holdersOf(role.id())).isEqualTo(1);
          assertThat(storage().roles().holdersOf(gone.id())).isZero();
          assertThat(storage().teams().membersOf(team.id())).isEqualTo(1);
          assertThat(storage().teams().membersOf(dissolved.id())).isZero();
          return true;
        });
  }

  @Test
  default void administrators_are_counted_while_they_are_active() {
    add(Role.administrator(AccessFixtures.THEN));
    assertThat(storage().users().isAnyone()).isFalse();
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(Role.ADMINISTRATOR), Set.of()));
    User ben = add(AccessFixtures.user("Ben Boss", Set.of(Role.ADMINISTRATOR), Set.of()));
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));

    assertThat(storage().users().isAnyone()).isTrue();
    assertThat(storage().users().administratorsBesides(ada.id())).isEqualTo(1);
    assertThat(storage().users().administratorsBesides(una.id())).isEqualTo(2);
    update(ben.deactivate(LATER).next()).orElseThrow();
    assertThat(storage().users().administratorsBesides(ada.id())).isZero();
  }

  @Test
  default void a_token_comes_back_as_it_was_issued_and_as_it_was_revoked() {
    User user = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    ApiToken token = add(AccessFixtures.token(user.id(), "Importer"));
    ApiToken revoked = token.revoke(LATER).next();

    assertThat(storage().apiTokens().find(token.id())).contains(token);
    update(revoked).orElseThrow();
    assertThat(storage().apiTokens().find(token.id())).contains(revoked);
  }

  private <A extends Aggregate> Outcome<A> stale(A aggregate) {
    return Outcome.refused(
        new StaleVersion(aggregate.subject().type(), aggregate.subject().id().toString(), 1, 2));
  }
}

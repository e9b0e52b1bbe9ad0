package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.access.ApiTokens.Issue;
import dev.kith.crm.application.access.ApiTokens.Issued;
import dev.kith.crm.application.access.Users.Edit;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApiTokensSpec {

  private static final Permission VIEW_LEADS = Permission.of(Feature.LEAD, Action.VIEW);
  private static final Permission EDIT_LEADS = Permission.of(Feature.LEAD, Action.EDIT);

  private final AccessWorld world = new AccessWorld();
  private final User una =
      world.userWith(
          "Una User",
          new Grants(Map.of(VIEW_LEADS, Scope.TEAM, EDIT_LEADS, Scope.OWN), Set.of("lead.phone")));

  /** A token of the user's, good for 30 days. */
  static Issued issue(AccessWorld world, User owner, String name, Permission... permissions) {
    return world.as(owner).apiTokens().issue(command(world, name, permissions)).orElseThrow();
  }

  private static Issue command(AccessWorld world, String name, Permission... permissions) {
    return new Issue(name, Set.of(permissions), world.clock.instant().plus(Duration.ofDays(30)));
  }

  @Nested
  class A_program_with_a_token {

    @Test
    void acts_for_its_owner_within_what_both_may() {
      Issued issued = issue(world, una, "Importer", VIEW_LEADS);

      assertThat(issued.secret()).matches("kith_[A-Za-z0-9_-]{43}");
      assertThat(world.crm.logins().program(String.valueOf(issued.secret())))
          .contains(
              new Actor(
                  Actor.Kind.TOKEN,
                  una.id(),
                  "Una User (Importer)",
                  new Grants(Map.of(VIEW_LEADS, Scope.TEAM), Set.of("lead.phone")),
                  Set.of()));
    }

    @Test
    void may_less_as_soon_as_its_owner_may_less() {
      String secret = String.valueOf(issue(world, una, "Importer", VIEW_LEADS).secret());
      world.asAda().users().edit(una.id(), new Edit(null, null, Set.of(), null)).orElseThrow();

      assertThat(world.crm.logins().program(secret)).map(Actor::grants).contains(Grants.NONE);
    }

    @Test
    void is_turned_away_once_the_token_has_expired_or_been_revoked() {
      Issued expiring = issue(world, una, "Expiring", VIEW_LEADS);
      Issued revoked = issue(world, una, "Revoked", VIEW_LEADS);
      world.as(una).apiTokens().revoke(revoked.token().id()).orElseThrow();

      assertThat(world.crm.logins().program(String.valueOf(revoked.secret()))).isEmpty();
      world.clock.advance(Duration.ofDays(30).minusMillis(1));
      assertThat(world.crm.logins().program(String.valueOf(expiring.secret()))).isPresent();
      world.clock.advance(Duration.ofMillis(1));
      assertThat(world.crm.logins().program(String.valueOf(expiring.secret()))).isEmpty();
    }

    @Test
    void is_turned_away_with_anything_that_is_no_token() {
      String secret = String.valueOf(issue(world, una, "Importer", VIEW_LEADS).secret());

      assertThat(world.crm.logins().program("")).isEmpty();
      assertThat(world.crm.logins().program(secret.substring(1))).isEmpty();
      assertThat(world.crm.logins().program(secret + "A")).isEmpty();
      assertThat(world.crm.logins().program("kith_" + "A".repeat(43))).isEmpty();
    }

    @Test
    void cannot_make_itself_last_longer_or_end_other_tokens() {
      Issued issued = issue(world, una, "Importer", VIEW_LEADS);
      Issued other = issue(world, una, "Other", VIEW_LEADS);
      Actor program = world.crm.logins().program(String.valueOf(issued.secret())).orElseThrow();
      Forbidden forbidden =
          new Forbidden(
              "access:administer", "This needs the permission access:administer on all records.");

      assertThat(world.crm.as(program).apiTokens().issue(command(world, "Longer", VIEW_LEADS)))
          .isEqualTo(Outcome.refused(forbidden));
      assertThat(world.crm.as(program).apiTokens().revoke(other.token().id()))
          .isEqualTo(Outcome.refused(forbidden));
    }

    @Test
    void leaves_a_coarse_trace_of_its_use() {
      Issued issued = issue(world, una, "Importer", VIEW_LEADS);
      String secret = String.valueOf(issued.secret());
      ApiTokens tokens = world.as(una).apiTokens();
      var first = world.clock.advance(Duration.ofMinutes(1));
      world.crm.logins().program(secret);
      world.clock.advance(Duration.ofMinutes(4));
      world.crm.logins().program(secret);

      assertThat(tokens.get(issued.token().id()).map(ApiTokenView::lastUsedAt))
          .isEqualTo(Outcome.done(first));
      var second = world.clock.advance(Duration.ofMinutes(1));
      world.crm.logins().program(secret);
      assertThat(tokens.get(issued.token().id()).map(ApiTokenView::lastUsedAt))
          .isEqualTo(Outcome.done(second));
    }
  }

  @Nested
  class Issuing {

    @Test
    void needs_no_permission_but_those_that_are_given() {
      ApiTokens tokens = world.as(una).apiTokens();

      assertThat(
              tokens.issue(command(world, "Deleter", Permission.of(Feature.LEAD, Action.DELETE))))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
      assertThat(tokens.issue(new Issue(null, Set.of(), null)))
          .extracting(outcome -> ((Outcome.Refused<Issued>) outcome).refusal())
          .isInstanceOfSatisfying(
              Invalid.class, invalid -> assertThat(invalid.violations()).hasSize(3));
    }

    @Test
    void shows_the_secret_once_even_when_the_command_is_repeated() {
      var una = world.as(ApiTokensSpec.this.una);
      Issue command = command(world, "Importer", VIEW_LEADS, EDIT_LEADS);
      Issued first = una.idempotent("key-1").apiTokens().issue(command).orElseThrow();
      Issued again = una.idempotent("key-1").apiTokens().issue(command).orElseThrow();

      assertThat(first.secret()).isNotNull();
      assertThat(again).isEqualTo(new Issued(first.token(), null));
      assertThat(
              world
                  .storage
                  .idempotencyKeys()
                  .find(
                      new IdempotencyKeys.Key(ApiTokensSpec.this.una.id().value(), "key-1"),
                      ApiToken.class))
          .map(Object::toString)
          .hasValueSatisfying(
              text -> assertThat(text).doesNotContain(String.valueOf(first.secret())));
    }

    @Test
    void is_for_users_of_this_crm() {
      UUID stranger = new UUID(0, 77);
      Actor external = Actor.external(stranger, "Eve External", Grants.everything());

      assertThat(world.crm.as(external).apiTokens().issue(command(world, "Importer", VIEW_LEADS)))
          .isEqualTo(Outcome.refused(NotFound.of("user", stranger)));
    }
  }

  @Nested
  class Other_peoples_tokens {

    private final Issued unas = issue(world, una, "Importer", VIEW_LEADS);

    @Test
    void are_hidden_from_those_who_may_not_view_access() {
      User otto = world.userWith("Otto Other", Grants.of(VIEW_LEADS, Scope.ALL));
      ApiTokens ottos = world.as(otto).apiTokens();
      NotFound notFound = NotFound.of("api-token", unas.token().id().value());

      assertThat(ottos.get(unas.token().id())).isEqualTo(Outcome.refused(notFound));
      assertThat(ottos.revoke(unas.token().id())).isEqualTo(Outcome.refused(notFound));
      assertThat(ottos.own(ListQuery.all(ottos.fields())).orElseThrow().items()).isEmpty();
      assertThat(ottos.list(ListQuery.all(ottos.fields())))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("access:view", "This needs the permission access:view.")));
    }

    @Test
    void are_listed_and_revoked_by_administrators() {
      ApiTokens adas = world.asAda().apiTokens();

      assertThat(adas.list(ListQuery.all(adas.fields())).orElseThrow().items())
          .extracting(ApiTokenView::id, ApiTokenView::ownerName)
          .containsExactly(tuple(unas.token().id(), "Una User"));
      assertThat(adas.own(ListQuery.all(adas.fields())).orElseThrow().items()).isEmpty();
      assertThat(adas.revoke(unas.token().id()).map(ApiToken::revokedAt))
          .isEqualTo(Outcome.done(world.clock.instant()));
    }
  }

  @Test
  void a_user_lists_their_own() {
    Issued issued = issue(world, una, "Importer", VIEW_LEADS);
    ApiTokens tokens = world.as(una).apiTokens();
    UserId owner = una.id();

    assertThat(tokens.own(ListQuery.all(tokens.fields())).orElseThrow().items())
        .containsExactly(
            new ApiTokenView(
                issued.token().id(),
                issued.token().revision(),
                owner,
                "Una User",
                "Importer",
                Set.of(VIEW_LEADS),
                issued.token().expiresAt(),
                null,
                null));
  }
}

package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrantsSpec {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final Permission EDIT = new Permission(Feature.LEAD, Action.EDIT);
  private static final Permission IMPORT = new Permission(Feature.IMPORT, Action.CREATE);

  @Nested
  class Two_roles_together {

    @Test
    void give_the_wider_scope_of_each_permission() {
      Grants one = new Grants(Map.of(VIEW, Scope.TEAM, EDIT, Scope.OWN), Set.of());
      Grants other = new Grants(Map.of(VIEW, Scope.OWN, IMPORT, Scope.ALL), Set.of());
      assertThat(one.or(other))
          .isEqualTo(
              new Grants(Map.of(VIEW, Scope.TEAM, EDIT, Scope.OWN, IMPORT, Scope.ALL), Set.of()));
    }

    @Test
    void hide_a_field_only_if_both_hide_it() {
      Grants one = new Grants(Map.of(VIEW, Scope.ALL), Set.of("lead.phone", "lead.email"));
      Grants other = new Grants(Map.of(VIEW, Scope.ALL), Set.of("lead.phone"));
      assertThat(one.or(other).maskedFields()).containsExactly("lead.phone");
    }

    @Test
    void keep_a_field_hidden_where_the_other_grants_nothing_on_its_feature() {
      Grants seller = new Grants(Map.of(VIEW, Scope.ALL), Set.of("lead.phone"));
      Grants importer = Grants.of(IMPORT, Scope.ALL);
      assertThat(seller.or(importer)).isEqualTo(importer.or(seller));
      assertThat(seller.or(importer).maskedFields()).containsExactly("lead.phone");
    }

    @Test
    void are_the_same_in_any_order_and_grouping() {
      Seeded.cases(
          300,
          random -> {
            Grants a = any(random);
            Grants b = any(random);
            Grants c = any(random);
            assertThat(effect(a.or(b))).isEqualTo(effect(b.or(a)));
            assertThat(effect(a.or(b).or(c))).isEqualTo(effect(a.or(b.or(c))));
            assertThat(effect(a.or(a))).isEqualTo(effect(a));
            assertThat(a.or(b).covers(a)).isTrue();
            assertThat(a.or(b).covers(b)).isTrue();
          });
    }
  }

  @Nested
  class What_one_holds {

    @Test
    void covers_what_reaches_no_further() {
      Grants team = Grants.of(VIEW, Scope.TEAM);
      assertThat(team.covers(Grants.NONE)).isTrue();
      assertThat(team.covers(Grants.of(VIEW, Scope.OWN))).isTrue();
      assertThat(team.covers(team)).isTrue();
      assertThat(team.covers(Grants.of(VIEW, Scope.ALL))).isFalse();
      assertThat(team.covers(Grants.of(EDIT, Scope.OWN))).isFalse();
      assertThat(Grants.everything().covers(team)).isTrue();
    }

    @Test
    void does_not_cover_a_sight_of_what_is_hidden_from_oneself() {
      Grants masked = new Grants(Map.of(VIEW, Scope.ALL, IMPORT, Scope.ALL), Set.of("lead.phone"));
      assertThat(masked.covers(Grants.of(VIEW, Scope.OWN))).isFalse();
      assertThat(
              masked.covers(
                  new Grants(Map.of(VIEW, Scope.OWN), Set.of("lead.phone", "lead.email"))))
          .isTrue();
      assertThat(masked.covers(Grants.of(IMPORT, Scope.ALL))).isTrue();
    }

    @Test
    void is_narrowed_by_a_token_never_widened() {
      Seeded.cases(
          200,
          random -> {
            Grants grants = any(random);
            Set<Permission> allowed = new HashSet<>(random.someOf(List.of(VIEW, EDIT, IMPORT)));
            Grants narrowed = grants.onlyThose(allowed);
            assertThat(grants.covers(narrowed)).isTrue();
            assertThat(allowed).containsAll(narrowed.scopes().keySet());
            assertThat(narrowed.maskedFields()).isEqualTo(grants.maskedFields());
          });
    }

    @Test
    void tells_the_hidden_fields_and_the_actions_of_one_feature() {
      Grants grants =
          new Grants(
              Map.of(VIEW, Scope.OWN, IMPORT, Scope.ALL), Set.of("lead.phone", "import.file"));
      assertThat(grants.maskedFieldsOf(Feature.LEAD)).containsExactly("phone");
      assertThat(grants.on(Feature.LEAD)).isEqualTo(Map.of(Action.VIEW, Scope.OWN));
    }
  }

  @Nested
  class A_permission {

    @Test
    void has_a_name_that_is_read_back() {
      assertThat(
              Arrays.stream(Feature.values())
                  .flatMap(f -> Arrays.stream(Action.values()).map(a -> new Permission(f, a))))
          .allSatisfy(p -> assertThat(Permission.named(p.code())).contains(p));
      assertThat(VIEW.code()).isEqualTo("lead:view");
      assertThat(
              Stream.of("", "lead", "lead:", "lead:fly", "LEAD:VIEW")
                  .flatMap(n -> Permission.named(n).stream()))
          .isEmpty();
    }
  }

  @Nested
  class An_actor {

    private final Actor paul = Actors.salesRep("Paul", Scope.OWN);

    @Test
    void reaches_their_own_records_their_teams_or_all() {
      UserId olga = Actors.userId("Olga");
      UserId nora = Actors.userId("Nora");
      Actor inTeam = Actors.salesRepWith("Paul", Actors.named("Olga", Grants.NONE));
      assertReach(paul, List.of(paul.id()), Arrays.asList(olga, nora, null));
      assertReach(inTeam, List.of(paul.id(), olga), Arrays.asList(nora, null));
      assertReach(
          Actors.salesRep("Paul", Scope.ALL),
          Arrays.asList(paul.id(), olga, nora, null),
          List.of());
      assertReach(
          Actors.stranger(),
          List.of(),
          Arrays.asList(paul.id(), olga, Actors.stranger().id(), null));
    }

    @Test
    void may_do_what_is_granted() {
      assertThat(paul.may(EDIT)).isTrue();
      assertThat(paul.may(IMPORT)).isFalse();
      assertThat(Actor.SYSTEM.may(IMPORT)).isTrue();
    }

    private static void assertReach(Actor actor, List<UserId> reached, List<UserId> notReached) {
      Visibility visible = Visibility.of(actor, VIEW);
      assertThat(reached).allSatisfy(owner -> assertThat(visible.reaches(owner)).isTrue());
      assertThat(notReached).allSatisfy(owner -> assertThat(visible.reaches(owner)).isFalse());
    }
  }

  private static Grants any(Seeded random) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    random
        .someOf(List.of(VIEW, EDIT, IMPORT))
        .forEach(p -> scopes.put(p, random.oneOf(Scope.values())));
    return new Grants(
        scopes, new HashSet<>(random.someOf(List.of("lead.phone", "lead.email", "import.file"))));
  }

  /** What the grants amount to: a field is hidden, or cannot be reached at all. */
  private static List<Object> effect(Grants grants) {
    Set<String> shown = new HashSet<>();
    for (String field : List.of("lead.phone", "lead.email", "import.file")) {
      boolean reached =
          grants.scopes().keySet().stream()
              .anyMatch(p -> field.startsWith(p.feature().code() + "."));
      if (reached && !grants.maskedFields().contains(field)) {
        shown.add(field);
      }
    }
    return List.of(grants.scopes(), shown);
  }
}

package dev.kith.crm.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.Roles;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody's role is: each way to leads shows the same of them, and hides the same fields.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomRolesOverHttpTest {

  private static final Permission VIEW = Permission.of(Feature.LEAD, Action.VIEW);
  private static final Permission EXPORT = Permission.of(Feature.LEAD, Action.EXPORT);
  private static final List<String> CAN_BE_HIDDEN =
      List.of("givenName", "familyName", "company", "email", "phone", "city", "owner");

  private final AccessWorld world = new AccessWorld();
  private final TestServer server = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  private final Seeded population = Seeded.of(23);
  private final List<TeamId> teams = List.of(world.team("North"), world.team("South"));
  private final List<User> people = new ArrayList<>();
  private final Map<User, Api> browsers = new HashMap<>();
  private final List<Lead> leads = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void list_get_search_count_export_timeline_and_duplicates_show_and_hide_the_same() {
    populate();
    Seeded.cases(
        40,
        random -> {
          User user = random.oneOf(people);
          Grants grants = grants(random);
          world
              .asAda()
              .roles()
              .redefine(user.roles().iterator().next(), new Roles.Redefinition(null, grants))
              .orElseThrow();
          Ways ways = new Ways(browsers.get(user), hidden(grants));

          Set<String> seen = reached(user, grants.scopes().get(VIEW));
          if (grants.scopes().containsKey(VIEW)) {
            ways.showExactly(seen);
            ways.hide();
          } else {
            ways.showNothing();
          }
          Set<String> exported = new TreeSet<>(reached(user, grants.scopes().get(EXPORT)));
          exported.retainAll(seen);
          boolean exports =
              grants.scopes().containsKey(VIEW) && grants.scopes().containsKey(EXPORT);
          ways.export(exports ? exported : null);
        });
  }

  private void populate() {
    Api api = server.api();
    for (String name : List.of("Olga One", "Paul Two", "Nora Three", "Theo Four")) {
      User user = world.userWith(name, Grants.NONE);
      Set<TeamId> some = Set.copyOf(population.someOf(teams));
      people.add(
          world
              .asAda()
              .users()
              .edit(user.id(), new Users.Edit(null, null, null, some))
              .orElseThrow());
      browsers.put(people.getLast(), api.loggedIn(user.login().text(), AccessWorld.PASSWORD));
    }
    for (int i = 0; i < 14; i++) {
      // Each of two neighbours is the other's duplicate.
      String letters = "" + (char) ('a' + i / 2) + (char) ('n' + i / 2);
      LeadDraft draft =
          LeadDraft.named("Gwen" + letters, "Fitz" + letters)
              .company("Acme" + letters)
              .email("box" + i + "@mail.example")
              .phone("+49301234560" + i / 2)
              .with(LeadField.CITY, "Ulm" + letters);
      User owner = population.percent(20) ? null : population.oneOf(people);
      leads.add(
          world
              .asAda()
              .leads()
              .capture(new Leads.Capture(draft, owner == null ? null : owner.id()))
              .orElseThrow());
    }
    world.crm.runDue();
  }

  private static Grants grants(Seeded random) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    if (random.percent(85)) {
      scopes.put(VIEW, random.oneOf(Scope.values()));
    }
    if (random.percent(65)) {
      scopes.put(EXPORT, random.oneOf(Scope.values()));
    }
    List<String> masks = random.percent(65) ? random.someOf(CAN_BE_HIDDEN) : List.of();
    return new Grants(scopes, masks.stream().map(f -> "lead." + f).collect(Collectors.toSet()));
  }

  private static Set<String> hidden(Grants grants) {
    return grants.maskedFields().stream()
        .map(f -> f.substring("lead.".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the rules say, put down once more in the plainest way. */
  private Set<String> reached(User user, @Nullable Scope scope) {
    return leads.stream()
        .filter(lead -> scope != null && reaches(user, scope, lead))
        .map(lead -> lead.id().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean reaches(User user, Scope scope, Lead lead) {
    return switch (scope) {
      case ALL -> true;
      case OWN -> user.id().equals(lead.owner());
      case TEAM ->
          user.id().equals(lead.owner())
              || people.stream()
                  .filter(p -> p.id().equals(lead.owner()))
                  .anyMatch(p -> p.teams().stream().anyMatch(user.teams()::contains));
    };
  }

  /** The ways to leads of one person. */
  private final class Ways {

    private final Api api;
    private final Set<String> hidden;

    Ways(Api api, Set<String> hidden) {
      this.api = api;
      this.hidden = hidden;
    }

    void showNothing() {
      for (String way : List.of("/leads", "/leads?q=acme", "/leads?count=exact&limit=1")) {
        assertThat(api.get(way).code()).as(way).isEqualTo("forbidden");
      }
      for (Lead lead : leads) {
        assertThat(api.get("/leads/" + lead.id()).code()).isEqualTo("not-found");
        assertThat(api.get("/leads/" + lead.id() + "/timeline").code()).isEqualTo("not-found");
      }
    }

    void showExactly(Set<String> seen) {
      assertThat(ids(silent(api.get("/leads?limit=200")))).isEqualTo(seen);
      assertThat(silent(api.get("/leads?count=exact&limit=1")).json().path("total").asInt())
          .isEqualTo(seen.size());
      Response found = api.get("/leads?limit=200&q=acme");
      if (hidden.isEmpty()) {
        assertThat(ids(found)).isEqualTo(seen);
      } else {
        assertThat(silent(found).errors()).containsExactly(" search-hidden");
      }
      for (Lead lead : leads) {
        String path = "/leads/" + lead.id();
        for (String way : List.of(path, path + "/timeline", path + "/duplicates")) {
          Response answer = silent(api.get(way));
          if (seen.contains(lead.id().toString())) {
            assertThat(answer.status()).as(way).isEqualTo(200);
          } else {
            assertThat(answer.code()).as(way).isEqualTo("not-found");
          }
          leads.stream()
              .filter(other -> !other.equals(lead))
              .map(other -> other.id().toString())
              .filter(other -> !seen.contains(other))
              .forEach(other -> assertThat(answer.text()).as(way).doesNotContain(other));
        }
      }
    }

    /** Whoever asks for a hidden field is told the same as of one that there is not. */
    void hide() {
      for (String field : hidden) {
        for (String list : List.of("/leads", "/leads.csv")) {
          for (String parameter : List.of("filter=%s%%20isNull", "sort=%s", "fields=id,%s")) {
            Response refused = api.get(list + "?" + parameter.formatted(field));
            Response unknown = api.get(list + "?" + parameter.formatted("shoeSize"));
            assertThat(List.of(refused.status(), refused.code(), refused.errors()))
                .as(refused.path())
                .isEqualTo(List.of(unknown.status(), unknown.code(), unknown.errors()))
                .contains(400, "invalid-parameter");
          }
        }
      }
    }

    /**
     * @param exported null where exporting is not allowed
     */
    void export(@Nullable Set<String> exported) {
      Response file = api.get("/leads.csv?fields=id");
      if (exported == null) {
        assertThat(file.code()).isEqualTo("forbidden");
      } else {
        assertThat(file.text().lines().skip(1).collect(Collectors.toSet())).isEqualTo(exported);
        silent(api.get("/leads.csv"));
      }
    }

    /** The answer, which has nothing of what is hidden: no property, no value. */
    private Response silent(Response answer) {
      for (Lead lead : leads) {
        Map<String, String> facts = lead.facts();
        for (String field : hidden) {
          String value = facts.get(field);
          assertThat(answer.text()).as(answer.path()).doesNotContain("\"" + field + "\"");
          if (value != null) {
            assertThat(answer.text()).as(answer.path() + " " + field).doesNotContain(value);
          }
        }
      }
      return answer;
    }

    private Set<String> ids(Response page) {
      Set<String> ids = new TreeSet<>();
      page.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
      return ids;
    }
  }
}

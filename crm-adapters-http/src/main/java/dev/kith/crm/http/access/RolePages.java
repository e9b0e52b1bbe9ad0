package dev.kith.crm.http.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.Roles;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Roles, with what they allow as a table: features down, actions across, and in each cell how far
 * it reaches.
 */
public final class RolePages {

  private RolePages() {}

  record RoleList(List<RoleView> roles) {}

  /**
   * The form of a new or an existing role.
   *
   * @param role null for a new one
   * @param masks the fields that can be hidden
   */
  record RoleForm(
      @Nullable RoleView role,
      String name,
      Grants grants,
      List<Choice> masks,
      boolean mayChange,
      Problems problems) {

    List<Feature> features() {
      return Arrays.asList(Feature.values());
    }

    List<Action> actions() {
      return Arrays.asList(Action.values());
    }

    String scope(Feature feature, Action action) {
      return grants.scopeOf(new Permission(feature, action)).map(Scope::code).orElse("");
    }

    List<Choice> scopes(Feature feature, Action action) {
      String now = scope(feature, action);
      return List.of(
          new Choice("", "–", now.isEmpty()),
          new Choice("own", "Own", now.equals("own")),
          new Choice("team", "Team", now.equals("team")),
          new Choice("all", "All", now.equals("all")));
    }

    boolean isChangeable() {
      return mayChange && (role == null || !role.builtIn());
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/roles", RolePages::list);
    routes.get("/roles/new", visit -> show(visit, 200, null, "", Grants.NONE, Problems.NONE));
    routes.post("/roles/new", visit -> save(visit, null));
    routes.get(
        "/roles/{id}",
        visit -> onRole(visit, r -> show(visit, 200, r, r.name(), r.grants(), Problems.NONE)));
    routes.post("/roles/{id}", visit -> onRole(visit, role -> save(visit, role)));
    routes.post("/roles/{id}/delete", visit -> onRole(visit, role -> delete(visit, role)));
  }

  private static void list(Visit visit) {
    Roles roles = visit.crm().roles();
    visit.with(
        roles.list(ListQuery.all(roles.fields()).limitedTo(ListQuery.LARGEST_LIMIT)),
        page -> visit.show("access/roles.jte", "Roles", Section.ROLES, new RoleList(page.items())));
  }

  private static void save(Visit visit, @Nullable RoleView role) {
    Grants grants = grants(visit);
    Workspace crm = visit.number("version").map(visit.crm()::expecting).orElseGet(visit::crm);
    Outcome<Role> saved =
        role == null
            ? crm.roles().define(visit.form("name"), grants)
            : crm.roles().redefine(role.id(), new Roles.Redefinition(visit.form("name"), grants));
    switch (saved) {
      case Outcome.Done<Role> done -> visit.go("/roles", Notice.ROLE_SAVED);
      case Outcome.Refused<Role>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              role,
              visit.form("name"),
              grants,
              Problems.of(refusal));
    }
  }

  private static void delete(Visit visit, RoleView role) {
    switch (visit.crm().roles().delete(role.id())) {
      case Outcome.Done<Role> done -> visit.go("/roles", Notice.ROLE_DELETED);
      case Outcome.Refused<Role>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              role,
              role.name(),
              role.grants(),
              Problems.of(refusal));
    }
  }

  private static void onRole(Visit visit, Consumer<RoleView> next) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(visit.crm().roles().get(new RoleId(id.get())), next);
    }
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable RoleView role,
      String name,
      Grants grants,
      Problems problems) {
    List<Choice> masks =
        visit.crm().roles().maskableFields().stream()
            .map(f -> new Choice(f, label(f), grants.maskedFields().contains(f)))
            .toList();
    boolean mayChange = visit.actor().may(new Permission(Feature.ACCESS, Action.ADMINISTER));
    visit.show(
        status,
        "access/role.jte",
        role == null ? "New role" : role.name(),
        Section.ROLES,
        new RoleForm(role, name, grants, masks, mayChange, problems));
  }

  static String label(String field) {
    return LeadField.named(field.substring(field.lastIndexOf('.') + 1))
        .map(LeadField::label)
        .orElseGet(() -> Words.ofField(field));
  }

  private static Grants grants(Visit visit) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      for (Action action : Action.values()) {
        Permission permission = new Permission(feature, action);
        Arrays.stream(Scope.values())
            .filter(s -> s.code().equals(visit.form(permission.code())))
            .findFirst()
            .ifPresent(s -> scopes.put(permission, s));
      }
    }
    Set<String> masks = ImmutableSet.copyOf(visit.ctx().formParams("mask"));
    return new Grants(scopes, masks);
  }
}

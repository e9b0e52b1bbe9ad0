package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** People with what they may do. The same name is the same person. */
public final class Actors {

  private static final List<Action> SELLING =
      List.of(Action.VIEW, Action.CREATE, Action.EDIT, Action.EXPORT);

  private Actors() {}

  /** May do everything to everything. */
  public static Actor administrator() {
    return named("Ada Admin", Grants.everything());
  }

  /** Views, creates, edits and exports leads within the scope. */
  public static Actor salesRep(String name, Scope scope) {
    return named(name, onLeads(scope, SELLING));
  }

  /** Like {@link #salesRep}, in a team with others. */
  public static Actor salesRepWith(String name, Actor... colleagues) {
    Actor alone = salesRep(name, Scope.TEAM);
    return new Actor(
        alone.kind(),
        alone.id(),
        name,
        alone.grants(),
        Set.copyOf(List.of(colleagues).stream().map(Actor::id).toList()));
  }

  /** Sees every lead and changes none. */
  public static Actor viewer() {
    return named("Vera Viewer", onLeads(Scope.ALL, List.of(Action.VIEW)));
  }

  /** May do nothing at all. */
  public static Actor stranger() {
    return named("Sam Stranger", Grants.NONE);
  }

  public static Actor named(String name, Grants grants) {
    return new Actor(Actor.Kind.USER, userId(name), name, grants, Set.of());
  }

  /** The same person, from whom these fields are hidden: {@code lead.phone}. */
  public static Actor masked(Actor actor, String... fields) {
    return new Actor(
        actor.kind(),
        actor.id(),
        actor.name(),
        new Grants(actor.grants().scopes(), Set.of(fields)),
        actor.colleagues());
  }

  public static UserId userId(String name) {
    return new UserId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** These actions on leads, each in the scope. */
  public static Grants onLeads(Scope scope, List<Action> actions) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    actions.forEach(action -> scopes.put(new Permission(Feature.LEAD, action), scope));
    return new Grants(scopes, Set.of());
  }
}

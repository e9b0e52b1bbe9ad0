package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do: permissions with the scope of each, and the fields that are hidden from
 * them.
 *
 * @param scopes the permissions held; one that is missing is not held
 * @param maskedFields fields that stay hidden, written {@code lead.phone}
 */
public record Grants(Map<Permission, Scope> scopes, Set<String> maskedFields) {

  public static final Grants NONE = new Grants(Map.of(), Set.of());

  public Grants {
    scopes = ImmutableMap.copyOf(scopes);
    maskedFields = ImmutableSet.copyOf(maskedFields);
  }

  /** Every permission on every record: the administrator's. */
  public static Grants everything() {
    Map<Permission, Scope> all = new LinkedHashMap<>();
    for (Feature feature : Feature.values()) {
      for (Action action : Action.values()) {
        all.put(new Permission(feature, action), Scope.ALL);
      }
    }
    return new Grants(all, Set.of());
  }

  public static Grants of(Permission permission, Scope scope) {
    return new Grants(Map.of(permission, scope), Set.of());
  }

  public Optional<Scope> scopeOf(Permission permission) {
    return Optional.ofNullable(scopes.get(permission));
  }

  public boolean allows(Permission permission) {
    return scopes.containsKey(permission);
  }

  /**
   * Both together: of two scopes the wider counts, and a field is shown where one of them shows it,
   * which takes a permission on the field's feature.
   */
  public Grants or(Grants other) {
    if (scopes.isEmpty()) {
      return other;
    }
    if (other.scopes.isEmpty()) {
      return this;
    }
    Map<Permission, Scope> joined = new LinkedHashMap<>(scopes);
    other.scopes.forEach((permission, scope) -> joined.merge(permission, scope, Scope::wider));
    return new Grants(
        joined,
        Sets.union(maskedFields, other.maskedFields).stream()
            .filter(field -> hides(field) && other.hides(field))
            .collect(ImmutableSet.toImmutableSet()));
  }

  /**
   * Masked, or of a feature on which nothing is granted here: grants on imports must not uncover
   * fields of leads.
   */
  private boolean hides(String field) {
    return maskedFields.contains(field) || !reachesFeatureOf(field);
  }

  private boolean reachesFeatureOf(String field) {
    return scopes.keySet().stream().anyMatch(p -> field.startsWith(p.feature().code() + "."));
  }

  /**
   * Only what is also in {@code allowed}: an API token can narrow its owner's grants, never widen
   * them.
   */
  public Grants onlyThose(Set<Permission> allowed) {
    Map<Permission, Scope> kept = new LinkedHashMap<>();
    scopes.forEach((permission, scope) -> {
      if (allowed.contains(permission)) {
        kept.put(permission, scope);
      }
    });
    return new Grants(kept, maskedFields);
  }

  /**
   * Whether everything that {@code other} allows is allowed here as well: nobody may hand out more
   * than they hold.
   */
  public boolean covers(Grants other) {
    return other.scopes.entrySet().stream()
            .allMatch(e -> scopeOf(e.getKey()).filter(s -> s.covers(e.getValue())).isPresent())
        && maskedFields.stream().allMatch(other::hides);
  }

  /** The fields of one feature that are hidden, without the feature's name. */
  public Set<String> maskedFieldsOf(Feature feature) {
    String prefix = feature.code() + ".";
    return maskedFields.stream()
        .filter(f -> f.startsWith(prefix))
        .map(f -> f.substring(prefix.length()))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The scope held on each action of one feature; for pages that show or hide buttons. */
  public Map<Action, Scope> on(Feature feature) {
    Map<Action, Scope> found = new EnumMap<>(Action.class);
    scopes.forEach((permission, scope) -> {
      if (permission.feature() == feature) {
        found.put(permission.action(), scope);
      }
    });
    return found;
  }
}

package dev.kith.crm.domain.access;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A feature and an action on it, written {@code lead:edit}. */
public record Permission(Feature feature, Action action) {

  private static final ImmutableMap<String, Permission> BY_CODE =
      Arrays.stream(Feature.values())
          .flatMap(f -> Arrays.stream(Action.values()).map(a -> new Permission(f, a)))
          .collect(toImmutableMap(Permission::code, p -> p));

  public static Permission of(Feature feature, Action action) {
    return new Permission(feature, action);
  }

  /** The permission of that name, if there is one. */
  public static Optional<Permission> named(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Every permission there can be, feature by feature. */
  public static List<Permission> all() {
    return BY_CODE.values().asList();
  }

  public String code() {
    return feature.code() + ":" + action.code();
  }

  @Override
  public String toString() {
    return code();
  }
}

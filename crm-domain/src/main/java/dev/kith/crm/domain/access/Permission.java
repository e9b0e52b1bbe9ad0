package dev.kith.crm.domain.access;

import java.util.Arrays;
import java.util.Optional;

/** A feature and an action on it, written {@code lead:edit}. */
public record Permission(Feature feature, Action action) {

  public static Permission of(Feature feature, Action action) {
    return new Permission(feature, action);
  }

  /** The permission of that name, if there is one. */
  public static Optional<Permission> named(String code) {
    return Arrays.stream(Feature.values())
        .flatMap(f -> Arrays.stream(Action.values()).map(a -> new Permission(f, a)))
        .filter(p -> p.code().equals(code))
        .findFirst();
  }

  public String code() {
    return feature.code() + ":" + action.code();
  }

  @Override
  public String toString() {
    return code();
  }
}

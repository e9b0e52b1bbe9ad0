package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the owner of a record that has just been changed is called. */
public final class OwnerName {

  private OwnerName() {}

  /**
   * @param stored as lists tell it, which is asked for only where the owner is somebody else
   * @return null for nobody, and for owners whom only the embedding application knows
   */
  public static @Nullable String of(
      Actor actor, @Nullable UserId owner, Supplier<Optional<String>> stored) {
    return owner == null
        ? null
        : actor.kind() == Actor.Kind.USER && actor.id().equals(owner)
            ? actor.name()
            : stored.get().orElse(null);
  }
}

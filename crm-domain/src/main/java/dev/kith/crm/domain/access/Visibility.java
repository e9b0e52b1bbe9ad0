package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records an actor reaches with one permission, as something that a store can put into its
 * query: everything, or what certain people own. It is the only form in which scopes reach a
 * database, so that lists, single reads, searches and exports cannot disagree.
 */
public sealed interface Visibility {

  record All() implements Visibility {}

  /** Only records owned by one of these; a record without an owner is owned by none of them. */
  record OwnedBy(Set<UserId> owners) implements Visibility {
    public OwnedBy {
      owners = ImmutableSet.copyOf(owners);
    }
  }

  /** What the actor reaches with the permission; nothing at all if it is not held. */
  static Visibility of(Actor actor, Permission permission) {
    return actor
        .grants()
        .scopeOf(permission)
        .<Visibility>map(scope ->
            switch (scope) {
              case ALL -> new All();
              case OWN -> new OwnedBy(Set.of(actor.id()));
              case TEAM ->
                  new OwnedBy(
                      ImmutableSet.<UserId>builder()
                          .add(actor.id())
                          .addAll(actor.colleagues())
                          .build());
            })
        .orElseGet(() -> new OwnedBy(Set.of()));
  }

  /** What both reach. */
  default Visibility and(Visibility other) {
    return switch (this) {
      case All() -> other;
      case OwnedBy(var owners) ->
          switch (other) {
            case All() -> this;
            case OwnedBy(var others) -> new OwnedBy(Sets.intersection(owners, others));
          };
    };
  }

  default boolean reaches(@Nullable UserId owner) {
    return switch (this) {
      case All() -> true;
      case OwnedBy(var owners) -> owner != null && owners.contains(owner);
    };
  }
}

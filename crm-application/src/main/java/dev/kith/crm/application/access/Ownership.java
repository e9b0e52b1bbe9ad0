package dev.kith.crm.application.access;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import org.jspecify.annotations.Nullable;

/** Who can be made the owner of records of a feature, by an actor. */
public final class Ownership {

  private final Owners owners;
  private final Actor actor;
  private final Feature feature;

  public Ownership(Owners owners, Actor actor, Feature feature) {
    this.owners = owners;
    this.actor = actor;
    this.feature = feature;
  }

  /** An owner that may be nobody. */
  public record Owner(@Nullable UserId id) {}

  /**
   * The owner of a new record. Refused with {@code unknown-owner}, and with {@code forbidden} where
   * it is somebody else and the actor may not give records away.
   *
   * @param wished null for nobody, or for the actor where they see but their own
   */
  public Outcome<Owner> first(@Nullable UserId wished) {
    Permission assign = new Permission(feature, Action.ASSIGN);
    boolean seesAll =
        actor
            .grants()
            .scopeOf(new Permission(feature, Action.VIEW))
            .filter(s -> s == Scope.ALL)
            .isPresent();
    if (wished == null) {
      // A record that its creator could never see again would be lost to them.
      return Outcome.done(new Owner(seesAll ? null : actor.id()));
    }
    if (!wished.equals(actor.id()) && !actor.may(assign)) {
      return Outcome.refused(
          new Forbidden(
              assign.code(),
              "Giving a "
                  + feature.code()
                  + " to somebody else needs the permission "
                  + assign.code()
                  + "."));
    }
    return of(wished);
  }

  /** Refused with {@code unknown-owner} unless it is nobody, the actor, or somebody who can own. */
  public Outcome<Owner> of(@Nullable UserId owner) {
    return owner == null || owner.equals(actor.id()) || owners.canOwn(owner)
        ? Outcome.done(new Owner(owner))
        : Outcome.refused(new CommonRefusal.UnknownOwner(owner.value()));
  }
}

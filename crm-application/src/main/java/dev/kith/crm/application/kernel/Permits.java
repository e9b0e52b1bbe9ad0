package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one place where permissions are checked. */
public final class Permits {

  private Permits() {}

  /** Goes on if the actor holds the permission at all, whatever its scope. */
  public static <T> Outcome<T> require(
      Actor actor, Permission permission, Supplier<Outcome<T>> next) {
    return actor.may(permission)
        ? next.get()
        : Outcome.refused(
            new Forbidden(
                permission.code(), "This needs the permission " + permission.code() + "."));
  }

  /**
   * Goes on if the permission reaches every record: for what has no owner, such as users and roles.
   */
  public static <T> Outcome<T> requireOnAll(
      Actor actor, Permission permission, Supplier<Outcome<T>> next) {
    return Visibility.of(actor, permission) instanceof Visibility.All
        ? next.get()
        : Outcome.refused(
            new Forbidden(
                permission.code(),
                "This needs the permission " + permission.code() + " on all records."));
  }

  /**
   * Goes on if the actor reaches a record with the permission. A record that the actor may not even
   * see is not found; one that is seen but not reached by this permission is forbidden.
   */
  public static <T> Outcome<T> requireOn(
      Actor actor,
      Feature feature,
      Action action,
      Subject subject,
      @Nullable UserId owner,
      Supplier<Outcome<T>> next) {
    return Visibility.of(actor, new Permission(feature, Action.VIEW)).reaches(owner)
        ? requireReach(actor, new Permission(feature, action), subject, owner, next)
        : Outcome.refused(NotFound.of(subject.type(), subject.id()));
  }

  /** Goes on if the actor reaches a record with the permission; that they see it is known. */
  public static <T> Outcome<T> requireReach(
      Actor actor,
      Permission permission,
      Subject subject,
      @Nullable UserId owner,
      Supplier<Outcome<T>> next) {
    if (!Visibility.of(actor, permission).reaches(owner)) {
      return Outcome.refused(
          new Forbidden(
              permission.code(),
              actor.may(permission)
                  ? "Your permission "
                      + permission.code()
                      + " does not reach this "
                      + subject.type()
                      + "."
                  : "This needs the permission " + permission.code() + "."));
    }
    return next.get();
  }
}

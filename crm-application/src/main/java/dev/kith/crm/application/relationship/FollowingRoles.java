package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.relationship.DeclinedRoles.Declined;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The roles of a contact, or for an account, that is merged into another. In three steps, so that a
 * contact has each role once, and a target one primary contact: a role that the other has already
 * ends, a primary contact gives way to that of the other, and then all of them follow; what was
 * declined is declined of both. Undone, they are taken back in the opposite order.
 */
final class FollowingRoles {

  private static final String INTENTION = "relationship.follow";

  private final Kernel kernel;

  FollowingRoles(Kernel kernel) {
    this.kernel = kernel;
  }

  List<Followers> steps() {
    return List.of(new Ended(), new GivenWay(), new Moved(), new DeclinedAlike());
  }

  /** The roles that are had twice. */
  private final class Ended implements Followers {

    @Override
    public String name() {
      return "role-ended";
    }

    @Override
    public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
      List<UUID> ended = new ArrayList<>();
      for (Relationship role : lasting(from)) {
        Relationship twin = twin(role, from, to).orElse(null);
        if (twin != null) {
          lock(role.target(), twin.target());
          boolean primary = role.isPrimary() && primaryOf(twin.target(), role).isEmpty();
          save(context, role, role.end(kernel.now(), kernel.now()).orElseThrow());
          if (primary) {
            save(context, twin, twin.makePrimary(kernel.now(), kernel.now()).orElseThrow());
          }
          ended.add(role.id().value());
        }
      }
      return Outcome.done(ended);
    }

    /** Lasts again; and is the primary one again where its twin had only become it by the merge. */
    @Override
    public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
      for (Relationship role : found(followed)) {
        lock(role.target(), role.target());
        twin(role, from, to)
            .filter(twin -> role.phase().primary() && twin.isPrimary())
            .filter(twin -> twin.target().equals(role.target()))
            .ifPresent(twin -> save(context, twin, twin.giveWay(kernel.now())));
        boolean free = primaryOf(role.target(), role).isEmpty();
        save(context, role, role.resume(free, kernel.now()));
      }
    }
  }

  /** Primary contacts of an account that is merged into one that has its own. */
  private final class GivenWay implements Followers {

    @Override
    public String name() {
      return "role-not-primary";
    }

    @Override
    public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
      Optional<Relationship> primary =
          lasting(from).stream()
              .filter(Relationship::isPrimary)
              .filter(role -> !target(role, from, to).equals(role.target()))
              .filter(role -> primaryOf(target(role, from, to), role).isPresent())
              .findFirst();
      primary.ifPresent(role -> {
        lock(role.target(), target(role, from, to));
        save(context, role, role.giveWay(kernel.now()));
      });
      return Outcome.done(primary.stream().map(role -> role.id().value()).toList());
    }

    @Override
    public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
      found(followed).stream()
          .filter(Relationship::isLasting)
          .filter(role -> primaryOf(role.target(), role).isEmpty())
          .forEach(role ->
              save(context, role, role.makePrimary(kernel.now(), kernel.now()).orElseThrow()));
    }
  }

  private final class Moved implements Followers {

    @Override
    public String name() {
      return "relationship";
    }

    @Override
    public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
      List<Relationship> all = of(from);
      all.forEach(role -> moved(context, role, from, to));
      return Outcome.done(all.stream().map(role -> role.id().value()).toList());
    }

    @Override
    public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
      found(followed).forEach(role -> moved(context, role, to, from));
    }

    private void moved(Context context, Relationship role, Subject from, Subject to) {
      Target target = target(role, from, to);
      ContactId contact = contact(role, from, to);
      lock(role.target(), target);
      save(context, role, role.follow(contact, target, kernel.now()));
    }
  }

  /** What somebody does not have, the one that they became part of does not have either. */
  private final class DeclinedAlike implements Followers {

    @Override
    public String name() {
      return "role-declined";
    }

    /** Remembered besides, so that there is nothing to follow back. */
    @Override
    public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
      DeclinedRoles declined = kernel.storage().declinedRoles();
      if (from.type().equals("contact")) {
        ContactId contact = new ContactId(from.id());
        for (Target target : declined.targetsOf(contact)) {
          for (Declined one : declined.of(target)) {
            if (one.contact().equals(contact)) {
              add(context, target, new Declined(new ContactId(to.id()), one.role()));
            }
          }
        }
      } else {
        Target target = new Target(TargetKind.ACCOUNT, to.id());
        declined
            .of(new Target(TargetKind.ACCOUNT, from.id()))
            .forEach(one -> add(context, target, one));
      }
      return Outcome.done(List.of());
    }

    private void add(Context context, Target target, Declined one) {
      kernel.storage().declinedRoles().add(target, one, context.actor().id(), kernel.now());
    }

    @Override
    public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {}
  }

  private List<Relationship> of(Subject record) {
    if (record.type().equals("contact")) {
      return store().ofContact(new ContactId(record.id()));
    }
    return record.type().equals(TargetKind.ACCOUNT.code())
        ? store().ofTarget(new Target(TargetKind.ACCOUNT, record.id()))
        : List.of();
  }

  private List<Relationship> lasting(Subject record) {
    return of(record).stream().filter(Relationship::isLasting).toList();
  }

  private List<Relationship> found(List<UUID> ids) {
    return ids.stream().flatMap(id -> store().find(new RelationshipId(id)).stream()).toList();
  }

  /** The same role, as the other has it already. */
  private Optional<Relationship> twin(Relationship role, Subject from, Subject to) {
    Target target = target(role, from, to);
    ContactId contact = contact(role, from, to);
    return store().ofTarget(target).stream()
        .filter(Relationship::isLasting)
        .filter(other -> other.contact().equals(contact) && other.role().equals(role.role()))
        .filter(other -> !other.id().equals(role.id()))
        .findFirst();
  }

  /** The primary contact of a target, but for one. */
  private Optional<Relationship> primaryOf(Target target, Relationship butFor) {
    return store().ofTarget(target).stream()
        .filter(Relationship::isPrimary)
        .filter(other -> !other.id().equals(butFor.id()))
        .findFirst();
  }

  private static Target target(Relationship role, Subject from, Subject to) {
    return role.target().subject().equals(from)
        ? new Target(role.target().kind(), to.id())
        : role.target();
  }

  private static ContactId contact(Relationship role, Subject from, Subject to) {
    return from.type().equals("contact") && role.contact().value().equals(from.id())
        ? new ContactId(to.id())
        : role.contact();
  }

  /** In one order for everybody, so that nobody waits in a circle. */
  private void lock(Target one, Target other) {
    Stream.of(one, other)
        .distinct()
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach(store()::lock);
  }

  private void save(Context context, Relationship before, Change<Relationship> change) {
    new Consequences<>(kernel, context, store(), Relationship::facts)
        .save(INTENTION, before, change);
  }

  private RelationshipStore store() {
    return kernel.storage().relationships();
  }
}

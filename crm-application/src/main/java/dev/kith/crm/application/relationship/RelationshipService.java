package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RelationshipRefusal.RoleTaken;
import dev.kith.crm.domain.relationship.RelationshipRefusal.TargetDeleted;
import dev.kith.crm.domain.relationship.RelationshipRefusal.UnknownContact;
import dev.kith.crm.domain.relationship.RelationshipRefusal.UnknownRole;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RelationshipService implements Relationships {

  private static final Comparator<Relationship> LONGEST_FIRST =
      Comparator.comparing(Relationship::validFrom).thenComparing(r -> r.id().toString());

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;
  private final RelationshipStore store;

  RelationshipService(Kernel kernel, Context context, Parties parties) {
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
    this.store = kernel.storage().relationships();
  }

  @Override
  public Outcome<Relationship> begin(Begin command) {
    return editable(command.target())
        .then(target ->
            changes(command.target())
                .createOwn("relationship.begin", command, () -> begun(command)));
  }

  private Outcome<Change<Relationship>> begun(Begin command) {
    RelationshipDraft draft = command.draft();
    Target target = command.target();
    Instant now = kernel.now();
    RelationshipId id = new RelationshipId(kernel.ids().next());
    if (command.primary() && draft.validTo() != null) {
      return Outcome.refused(
          Invalid.of(
              Violation.at("primary", "ended", "What is over makes nobody the primary one.")));
    }
    return Relationship.begin(id, command.contact(), target, draft, null, now)
        .then(plain ->
            parties.contact(command.contact()).filter(Named::live).isPresent()
                ? Outcome.done(plain)
                : Outcome.refused(new UnknownContact(command.contact().value())))
        .then(plain ->
            fits(draft.role(), target)
                ? Outcome.done(plain)
                : Outcome.refused(new UnknownRole(draft.role(), target.kind())))
        .then(plain -> {
          store.lock(target);
          List<Relationship> there = store.ofTarget(target);
          return unlessTaken(plain, there)
              .then(free ->
                  Relationship.begin(
                      id,
                      command.contact(),
                      target,
                      draft,
                      primarySince(there, command.primary(), now),
                      now));
        });
  }

  private boolean fits(String role, Target target) {
    return kernel
        .storage()
        .contactRoles()
        .current()
        .terms()
        .find(role)
        .filter(found -> found.fits(target.kind()))
        .isPresent();
  }

  private static Outcome<Change<Relationship>> unlessTaken(
      Change<Relationship> change, List<Relationship> there) {
    Relationship next = change.next();
    return there.stream()
        .filter(r -> r.contact().equals(next.contact()) && r.role().equals(next.role()))
        .filter(r -> r.overlaps(next.validFrom(), next.validTo()))
        .findFirst()
        .<Outcome<Change<Relationship>>>map(r -> Outcome.refused(new RoleTaken(r.id().value())))
        .orElseGet(() -> Outcome.done(change));
  }

  /** From when on the newcomer is the primary one; null if somebody else is, and stays it. */
  private @Nullable Instant primarySince(List<Relationship> there, boolean wanted, Instant now) {
    Optional<Relationship> primary = there.stream().filter(Relationship::isPrimary).findFirst();
    if (primary.isPresent() && !wanted) {
      return null;
    }
    primary.ifPresent(before -> also("relationship.give-way", before, before.giveWay(now)));
    return latest(there.stream(), now);
  }

  /** Up to when somebody was the primary one of a target. */
  private static Instant latest(Stream<Relationship> there, Instant now) {
    return there
        .map(r -> r.primaryUntil(now))
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(RelationshipDraft.EARLIEST);
  }

  @Override
  public Outcome<Relationship> weigh(
      RelationshipId id, @Nullable Integer influence, @Nullable Stance stance) {
    return change(
        id,
        "relationship.weigh",
        influence + " " + stance,
        relationship -> relationship.weigh(influence, stance, kernel.now()));
  }

  @Override
  public Outcome<Relationship> makePrimary(RelationshipId id) {
    return change(
        id,
        "relationship.make-primary",
        "",
        relationship -> {
          Instant now = kernel.now();
          return relationship
              .makePrimary(now, now)
              .map(change -> {
                others(relationship)
                    .filter(Relationship::isPrimary)
                    .forEach(r -> also("relationship.give-way", r, r.giveWay(now)));
                return change;
              });
        });
  }

  @Override
  public Outcome<Relationship> end(RelationshipId id, @Nullable Instant at) {
    return kernel
        .transactions()
        .run(() ->
            change(
                    id,
                    "relationship.end",
                    String.valueOf(at),
                    relationship -> relationship.end(at, kernel.now()))
                .map(ended -> {
                  appoint(ended.target());
                  return ended;
                }));
  }

  /** Where nobody is the primary one, whoever has been there the longest is. */
  private void appoint(Target target) {
    Instant now = kernel.now();
    List<Relationship> there = store.ofTarget(target);
    if (there.stream().noneMatch(Relationship::isPrimary)) {
      there.stream()
          .filter(Relationship::isLasting)
          .min(LONGEST_FIRST)
          .ifPresent(r ->
              also(
                  "relationship.make-primary",
                  r,
                  r.makePrimary(latest(there.stream(), now), now).orElseThrow()));
    }
  }

  @Override
  public Outcome<List<RelationshipView>> setAll(Target target, List<Member> members) {
    return editable(target)
        .then(seen ->
            kernel
                .transactions()
                .run(() -> {
                  store.lock(target);
                  return new WholeCommittee(
                          this, new RelationshipQueryService(kernel, parties), target)
                      .set(members, role -> fits(role, target), this::isLive);
                }));
  }

  private boolean isLive(Member member) {
    return parties.contact(member.contact()).filter(Named::live).isPresent();
  }

  /** The same for further steps of one call. */
  RelationshipService further() {
    return new RelationshipService(kernel, context.further(), parties);
  }

  private Stream<Relationship> others(Relationship but) {
    return store.ofTarget(but.target()).stream().filter(r -> !r.id().equals(but.id()));
  }

  private Outcome<Relationship> change(
      RelationshipId id,
      String intention,
      Object command,
      Function<Relationship, Outcome<Change<Relationship>>> decide) {
    Relationship found = store.find(id).orElse(null);
    if (found == null
        || parties.contact(found.contact()).isEmpty()
        || parties.target(found.target()) instanceof Outcome.Refused<Named>) {
      return Outcome.refused(NotFound.of("relationship", id.value()));
    }
    return editable(found.target())
        .then(target ->
            kernel
                .transactions()
                .run(() -> {
                  // Before it is read: what is as it is wished already would not be looked at
                  // again.
                  store.lock(found.target());
                  return changes(found.target())
                      .change(id, Action.EDIT, intention, command, decide);
                }));
  }

  /** Goes on if the actor may change who has roles for a target, and that is not in the bin. */
  Outcome<Named> editable(Target target) {
    TargetRecords records = parties.records(target.kind());
    return parties
        .target(target)
        .then(named ->
            Permits.requireOn(
                context.actor(),
                records.feature(),
                Action.EDIT,
                target.subject(),
                records.owner().apply(target.id()),
                () ->
                    named.live()
                        ? Outcome.done(named)
                        : Outcome.refused(new TargetDeleted(target.subject()))));
  }

  private Changes<RelationshipId, Relationship> changes(Target target) {
    TargetRecords records = parties.records(target.kind());
    return new Changes<>(
        new Changes.Kind<>(
            records.feature(),
            Relationship.class,
            Relationship::subjectOf,
            Relationship::facts,
            relationship -> records.owner().apply(relationship.target().id())),
        store,
        kernel,
        context);
  }

  /** What follows from a change of another relationship of the same target. */
  private void also(String intention, Relationship before, Change<Relationship> change) {
    new Consequences<>(kernel, context, store, Relationship::facts).save(intention, before, change);
  }
}

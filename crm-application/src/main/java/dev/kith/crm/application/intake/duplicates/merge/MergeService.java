package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.Merge.Moved;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.Merging;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MergeService implements Merges {

  private static final Permission VIEW = new Permission(Feature.DUPLICATE, Action.VIEW);

  private static final Changes.Kind<MergeId, Merge> KIND =
      new Changes.Kind<>(Feature.DUPLICATE, Merge.class, Merge::subjectOf, Merge::facts, Merge::by);

  private final Kernel kernel;
  private final Context context;
  private final LeadFeature leads;
  private final PhoneReader phones;
  private final List<Attached> attached;
  private final MergeStore store;
  private final Changes<MergeId, Merge> changes;

  MergeService(
      Kernel kernel,
      Context context,
      LeadFeature leads,
      PhoneReader phones,
      List<Attached> attached) {
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.phones = phones;
    this.attached = attached;
    this.store = kernel.storage().merges();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<Merge> merge(Command command) {
    return leads.discreet(
        context, changes.create(Action.EDIT, "lead.merge", command, () -> merged(command)));
  }

  private Outcome<Change<Merge>> merged(Command command) {
    return MergeChoice.checked(command.winner(), command.others(), command.fields())
        .then(others -> lead(command.winner(), Action.EDIT))
        .then(winner -> losers(command.others()).then(losers -> merged(command, winner, losers)));
  }

  private Outcome<Change<Merge>> merged(Command command, Lead winner, List<Lead> losers) {
    Instant now = kernel.now();
    MergeChoice choice = MergeChoice.of(winner, losers, command.fields());
    Merging merging = new Merging(kernel.ids().next(), winner.id(), command.others());
    return choice
        .content()
        .read(phones)
        .map(content -> content.saying(consent(everybody(winner.id(), command.others()), now)))
        .then(content ->
            // The losers first: they give the winner their e-mail addresses.
            each(losers, loser -> buried(command, loser, merging, now))
                .then(done -> absorbed(winner, merging, content, choice, now)))
        .map(done ->
            Merge.of(
                merging,
                choice.taken(),
                moved(merging),
                context.actor().id(),
                context.actor().name(),
                now));
  }

  private static List<LeadId> everybody(LeadId winner, List<LeadId> others) {
    return Stream.concat(Stream.of(winner), others.stream()).toList();
  }

  /** What counts of all that was said as any of these leads. */
  private ConsentSummary consent(List<LeadId> said, Instant now) {
    return new ConsentLedger(
            kernel.storage().consents().of(said).stream().map(Consent::entry).toList())
        .summary(now);
  }

  private Outcome<Lead> buried(Command command, Lead loser, Merging merging, Instant now) {
    long version =
        Objects.requireNonNullElse(command.versions().get(loser.id()), loser.revision().version());
    return change(
        loser.id(), version, Action.DELETE, "lead.merge", lead -> lead.mergeInto(merging, now));
  }

  private Outcome<Lead> absorbed(
      Lead winner, Merging merging, LeadContent content, MergeChoice choice, Instant now) {
    long version =
        Objects.requireNonNullElse(context.expectedVersion(), winner.revision().version());
    return change(
        winner.id(),
        version,
        Action.EDIT,
        "lead.merge",
        lead -> lead.absorb(merging, content, choice.owner(), now));
  }

  private List<Moved> moved(Merging merging) {
    List<Moved> journal = new ArrayList<>();
    for (Attached each : attached) {
      for (LeadId loser : merging.losers()) {
        List<UUID> things = each.move(Lead.subjectOf(loser), Lead.subjectOf(merging.winner()));
        if (!things.isEmpty()) {
          journal.add(new Moved(each.name(), loser, things));
        }
      }
    }
    return journal;
  }

  @Override
  public Outcome<Merge> undo(MergeId id) {
    return leads.discreet(context, changes.change(id, Action.EDIT, "merge.undo", "", this::undone));
  }

  private Outcome<Change<Merge>> undone(Merge merge) {
    if (merge.status() instanceof MergeStatus.Undone) {
      return Outcome.refused(new MergeRefusal.AlreadyUndone(merge.id().value()));
    }
    Instant now = kernel.now();
    return lead(merge.winner(), Action.EDIT)
        .then(winner -> {
          MergeChoice.Former former = MergeChoice.Former.of(winner, merge);
          movedBack(merge);
          // The winner first: it gives the losers their e-mail addresses back.
          return former
              .content()
              .read(phones)
              .map(content -> content.saying(consent(List.of(winner.id()), now)))
              .then(content ->
                  change(
                      winner.id(),
                      winner.revision().version(),
                      Action.EDIT,
                      "lead.undo-merge",
                      lead -> lead.release(merge.merging(), content, former.owner(), now)))
              .then(released -> losers(merge.losers()))
              .then(losers -> each(losers, loser -> separated(loser, merge.merging(), now)))
              .then(done -> merge.undo(former.kept(), now));
        });
  }

  private Outcome<Lead> separated(Lead loser, Merging merging, Instant now) {
    return change(
        loser.id(),
        loser.revision().version(),
        Action.DELETE,
        "lead.undo-merge",
        lead -> Outcome.done(lead.separate(merging, now)));
  }

  /** In the opposite order. A feature that is not there any more has nothing to get back. */
  private void movedBack(Merge merge) {
    for (Moved moved : merge.moved().reversed()) {
      attached.stream()
          .filter(each -> each.name().equals(moved.what()))
          .forEach(each ->
              each.moveBack(
                  moved.things(), Lead.subjectOf(moved.from()), Lead.subjectOf(merge.winner())));
    }
  }

  @Override
  public Outcome<Merge> get(MergeId id) {
    return store
        .find(id)
        .map(merge ->
            Permits.requireOn(
                context.actor(),
                Feature.DUPLICATE,
                Action.VIEW,
                merge.subject(),
                merge.by(),
                () -> Outcome.done(merge)))
        .orElseGet(() -> Outcome.refused(NotFound.of("merge", id.value())));
  }

  @Override
  public Outcome<List<Merge>> list(@Nullable LeadId lead, @Nullable MergeId after, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.done(
                store.list(
                    Visibility.of(context.actor(), VIEW),
                    lead,
                    after,
                    Math.clamp(limit, 1, LARGEST_LIST))));
  }

  private Outcome<Lead> change(
      LeadId id,
      long version,
      Action action,
      String intention,
      Function<Lead, Outcome<Change<Lead>>> decide) {
    return leads
        .changes(context.further().expecting(version))
        .change(id, action, intention, "", decide);
  }

  private Outcome<List<Lead>> losers(List<LeadId> ids) {
    return each(ids, id -> lead(id, Action.DELETE));
  }

  /** A lead that the actor reaches with the action. */
  private Outcome<Lead> lead(LeadId id, Action action) {
    return new LeadReach(kernel.storage().leads(), context.actor()).find(id, action);
  }

  /** All of them, or the first refusal. */
  private static <T, R> Outcome<List<R>> each(List<T> all, Function<T, Outcome<R>> step) {
    List<R> done = new ArrayList<>();
    for (T one : all) {
      switch (step.apply(one)) {
        case Outcome.Done<R>(var result) -> done.add(result);
        case Outcome.Refused<R>(var refusal) -> {
          return Outcome.refused(refusal);
        }
      }
    }
    return Outcome.done(done);
  }
}

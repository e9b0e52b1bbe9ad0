package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.Merge.Moved;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.merge.MergeRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
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
  private final List<MergingRecords<?>> kinds;
  private final MergeStore store;
  private final Changes<MergeId, Merge> changes;

  MergeService(Kernel kernel, Context context, List<MergingRecords<?>> kinds) {
    this.kernel = kernel;
    this.context = context;
    this.kinds = kinds;
    this.store = kernel.storage().merges();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<Merge> merge(Command command) {
    MergingRecords<?> records = of(command.kind());
    return records.discreet(
        changes.create(
            Action.EDIT,
            command.kind().code() + ".merge",
            command,
            () -> merged(records, command)));
  }

  private <A extends Aggregate> Outcome<Change<Merge>> merged(
      MergingRecords<A> records, Command command) {
    return MergeChoice.checked(
            command.kind(),
            FieldsOfRecords.of(command.kind()),
            command.winner(),
            command.others(),
            command.fields(),
            command.versions().keySet())
        .then(others -> records.reached(command.winner(), Action.EDIT))
        .then(winner ->
            losers(records, command.others())
                .then(losers -> merged(records, command, winner, losers)));
  }

  private <A extends Aggregate> Outcome<Change<Merge>> merged(
      MergingRecords<A> records, Command command, A winner, List<A> losers) {
    Instant now = kernel.now();
    MergeChoice choice =
        records.settled(
            MergeChoice.of(
                FieldsOfRecords.of(command.kind()),
                records.side(winner),
                losers.stream().map(records::side).toList(),
                command.fields()),
            winner,
            losers);
    Merging merging = new Merging(kernel.ids().next(), command.winner(), command.others());
    long version = Objects.requireNonNullElse(context.expectedVersion(), records.version(winner));
    // The losers first: they give the winner what is unique.
    return each(losers, loser -> buried(records, command, loser, merging, now))
        .then(done -> records.absorb(winner, version, merging, choice, now))
        .then(absorbed -> followed(records, merging))
        .map(followed ->
            Merge.of(
                command.kind(),
                merging,
                choice.taken(),
                Stream.concat(followed.stream(), moved(records, merging).stream()).toList(),
                context.actor().id(),
                context.actor().name(),
                now));
  }

  private <A extends Aggregate> Outcome<A> buried(
      MergingRecords<A> records, Command command, A loser, Merging merging, Instant now) {
    long version =
        Objects.requireNonNullElse(
            command.versions().get(records.side(loser).id()), records.version(loser));
    return records.bury(loser, version, merging, now);
  }

  /** What names the losers; one loser after the other, for two of them may name the same. */
  private Outcome<List<Moved>> followed(MergingRecords<?> records, Merging merging) {
    MergeKind kind = records.kind();
    return each(
            merging.losers(),
            loser ->
                each(
                    records.followers(),
                    followers ->
                        followers
                            .follow(
                                context.further(),
                                kind.subjectOf(loser),
                                kind.subjectOf(merging.winner()))
                            .map(ids -> new Moved(followers.name(), loser, ids))))
        .map(all ->
            all.stream().flatMap(List::stream).filter(moved -> !moved.things().isEmpty()).toList());
  }

  private static List<Moved> moved(MergingRecords<?> records, Merging merging) {
    List<Moved> journal = new ArrayList<>();
    for (Attached each : records.attached()) {
      for (UUID loser : merging.losers()) {
        List<UUID> things =
            each.move(records.kind().subjectOf(loser), records.kind().subjectOf(merging.winner()));
        if (!things.isEmpty()) {
          journal.add(new Moved(each.name(), loser, things));
        }
      }
    }
    return journal;
  }

  @Override
  public Outcome<Merge> undo(MergeId id) {
    Outcome<Merge> undone =
        changes.change(id, Action.EDIT, "merge.undo", "", merge -> undone(of(merge.kind()), merge));
    return store.find(id).map(merge -> of(merge.kind()).discreet(undone)).orElse(undone);
  }

  private <A extends Aggregate> Outcome<Change<Merge>> undone(
      MergingRecords<A> records, Merge merge) {
    if (merge.status() instanceof MergeStatus.Undone) {
      return Outcome.refused(new MergeRefusal.AlreadyUndone(merge.id().value()));
    }
    Instant now = kernel.now();
    return records
        .reached(merge.winner(), Action.EDIT)
        .then(winner -> {
          MergeChoice.Former former =
              MergeChoice.Former.of(FieldsOfRecords.of(merge.kind()), records.side(winner), merge);
          movedBack(records, merge);
          // The winner first: it gives the losers back what is unique.
          return records
              .release(winner, merge.merging(), former, now)
              .then(released -> losers(records, merge.losers()))
              .then(losers -> each(losers, loser -> records.separate(loser, merge.merging(), now)))
              .then(done -> merge.undo(former.kept(), now));
        });
  }

  /** In the opposite order. A feature that is not there any more has nothing to get back. */
  private void movedBack(MergingRecords<?> records, Merge merge) {
    Subject winner = merge.kind().subjectOf(merge.winner());
    for (Moved moved : merge.moved().reversed()) {
      Subject loser = merge.kind().subjectOf(moved.from());
      records.attached().stream()
          .filter(each -> each.name().equals(moved.what()))
          .forEach(each -> each.moveBack(moved.things(), loser, winner));
      records.followers().stream()
          .filter(each -> each.name().equals(moved.what()))
          .forEach(each -> each.followBack(context.further(), moved.things(), loser, winner));
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
  public Outcome<List<Merge>> list(@Nullable UUID record, @Nullable MergeId after, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.done(
                store.list(
                    Visibility.of(context.actor(), VIEW),
                    record,
                    after,
                    Math.clamp(limit, 1, LARGEST_LIST))));
  }

  private MergingRecords<?> of(MergeKind kind) {
    return kinds.stream().filter(records -> records.kind() == kind).findFirst().orElseThrow();
  }

  private static <A extends Aggregate> Outcome<List<A>> losers(
      MergingRecords<A> records, List<UUID> ids) {
    return each(ids, id -> records.reached(id, Action.DELETE));
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

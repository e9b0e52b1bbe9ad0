package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.UnknownAccount;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class OpportunityService implements Opportunities {

  static final Permission EDIT = new Permission(Feature.OPPORTUNITY, Action.EDIT);

  static final Changes.Kind<OpportunityId, Opportunity> KIND =
      new Changes.Kind<>(
          Feature.OPPORTUNITY,
          Opportunity.class,
          Opportunity::subjectOf,
          Opportunity::facts,
          Opportunity::owner);

  private final Kernel kernel;
  private final Context context;
  private final RelatedRecords accounts;
  private final OpportunityStore store;
  private final PipelineStore pipelines;
  private final Supplier<PoolAssigning> pools;
  private final Rivals rivals;
  private final PipelinePlaces places;
  private final Room room;
  private final Ownership ownership;
  private final Discretion discretion;
  private final Changes<OpportunityId, Opportunity> changes;

  OpportunityService(
      Kernel kernel,
      Context context,
      Owners owners,
      RelatedRecords accounts,
      OpportunityStore store,
      PipelineStore pipelines,
      Rivals rivals,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.context = context;
    this.accounts = accounts;
    this.store = store;
    this.pipelines = pipelines;
    this.places = new PipelinePlaces(pipelines);
    this.rivals = rivals;
    this.room = new Room(store, pipelines);
    this.ownership = new Ownership(owners, context.actor(), Feature.OPPORTUNITY);
    this.discretion =
        new Discretion(store, Visibility.of(context.actor(), OpportunityQueryService.VIEW));
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(OpportunityDraft draft) {
    return switch (draft.read()) {
      case Outcome.Done<OpportunityContent> good -> List.of();
      case Outcome.Refused<OpportunityContent>(var refusal) -> refusal.violations();
    };
  }

  @Override
  public Outcome<Opportunity> create(Create command) {
    return discretion.about(
        changes.create(
            Action.CREATE,
            "opportunity.create",
            command,
            () ->
                command
                    .draft()
                    .read()
                    .then(content -> with(content, null))
                    .then(content ->
                        ownership
                            .first(command.owner())
                            .then(owner ->
                                places
                                    .pipeline(command.pipeline())
                                    .then(pipeline ->
                                        PipelinePlaces.stage(
                                                pipeline, command.stage(), StageType.OPEN)
                                            .then(stage ->
                                                Opportunity.create(
                                                    new OpportunityId(kernel.ids().next()),
                                                    content,
                                                    owner.id(),
                                                    pipeline,
                                                    stage,
                                                    command.effectiveAt(),
                                                    kernel.now())))))
                    .then(change -> room.entered(null, change))));
  }

  @Override
  public Outcome<Opportunity> edit(OpportunityId id, Edit command) {
    return discretion.about(
        changes.change(
            id,
            Action.EDIT,
            "opportunity.edit",
            new TreeMap<>(command.fields()),
            opportunity ->
                edited(opportunity, command)
                    .read()
                    .then(content -> with(content, opportunity.content().account()))
                    .then(content ->
                        opportunity.edit(content, places.stageOf(opportunity), kernel.now()))));
  }

  @Override
  public Outcome<Opportunity> assign(OpportunityId id, @Nullable UserId owner) {
    return changes.change(
        id,
        Action.ASSIGN,
        "opportunity.assign",
        String.valueOf(owner),
        opportunity ->
            ownership
                .of(owner)
                .then(
                    good -> opportunity.assign(owner, places.stageOf(opportunity), kernel.now())));
  }

  @Override
  public Outcome<Opportunity> assignFrom(OpportunityId id, AssignmentPoolId pool) {
    return pools
        .get()
        .assign(context, pool, new Assign(Opportunity.subjectOf(id)))
        .map(made -> store.find(id).orElseThrow());
  }

  @Override
  public Outcome<Opportunity> note(OpportunityId id, @Nullable String text) {
    return changes.change(
        id,
        Action.EDIT,
        "opportunity.note",
        String.valueOf(text),
        opportunity -> opportunity.note(text, kernel.now()));
  }

  @Override
  public Outcome<Opportunity> move(OpportunityId id, Move move) {
    return changes.change(
        id, Action.EDIT, "opportunity.move", move, opportunity -> moved(opportunity, move));
  }

  private Outcome<Change<Opportunity>> moved(Opportunity opportunity, Move move) {
    PipelineId wanted = move.pipeline();
    Pipeline here = places.pipelineOf(opportunity);
    return (wanted == null || wanted.equals(here.id())
            ? Outcome.done(here)
            : places.pipeline(wanted))
        .then(into ->
            PipelinePlaces.stage(into, move.stage(), StageType.OPEN)
                .then(to ->
                    opportunity.move(
                        here,
                        into,
                        to,
                        move.effectiveAt(),
                        rivals.told(opportunity, move.loss()),
                        kernel.now())))
        .then(change -> room.entered(opportunity, change))
        .then(change -> placed(opportunity, change, move.after(), move.before()));
  }

  /** At the place that was asked for, or on top of another column. */
  private Outcome<Change<Opportunity>> placed(
      Opportunity before,
      Change<Opportunity> change,
      @Nullable OpportunityId after,
      @Nullable OpportunityId above) {
    Opportunity next = change.next();
    boolean stays =
        before.pipeline().equals(next.pipeline()) && before.stage().equals(next.stage());
    boolean toItself = next.id().equals(after) || next.id().equals(above);
    if (!stays) {
      store.remember(
          LastMove.of(before, store.rankOf(next.id()).orElseThrow(), next, context.actor().id()));
    }
    if (toItself || (stays && after == null && above == null)) {
      return Outcome.done(change);
    }
    return new Ranking(store, next.pipeline(), next.stage())
        .place(next.id(), after, above)
        .map(placed -> {
          if (stays) {
            announceRank(next);
          }
          return change;
        });
  }

  private void announceRank(Opportunity opportunity) {
    kernel
        .announcing()
        .append(
            context,
            List.of(
                new OpportunityEvent.Ranked(
                    opportunity.id(), opportunity.pipeline(), opportunity.stage())),
            opportunity.revision().seen(kernel.now()));
  }

  @Override
  public Outcome<Opportunity> undoMove(OpportunityId id) {
    return changes.change(
        id,
        Action.EDIT,
        "opportunity.undo-move",
        "",
        opportunity -> {
          LastMove last = store.lastMove(id).orElse(null);
          return back(
              opportunity,
              last,
              LastMove.undo(opportunity, last, before(last), context.actor().id(), kernel.now()));
        });
  }

  @Override
  public Outcome<Opportunity> takeBackMove(OpportunityId id, long made) {
    return changes.change(
        id,
        Action.EDIT,
        "opportunity.take-back-move",
        made,
        opportunity -> {
          LastMove last = store.lastMove(id).orElse(null);
          return back(
              opportunity,
              last,
              LastMove.takeBack(opportunity, last, made, before(last), kernel.now()));
        });
  }

  private @Nullable Pipeline before(@Nullable LastMove last) {
    return last == null ? null : pipelines.find(last.pipeline()).orElse(null);
  }

  /** Where it stood before it was moved, and since when it had been there. */
  private Outcome<Change<Opportunity>> back(
      Opportunity opportunity, @Nullable LastMove last, Outcome<Change<Opportunity>> undone) {
    return undone
        .then(change -> room.entered(opportunity, change))
        .map(change -> {
          Opportunity next = change.next();
          store.takeBackLastStay(next.id());
          new Ranking(store, next.pipeline(), next.stage())
              .near(next.id(), Objects.requireNonNull(last).rank());
          return change;
        });
  }

  @Override
  public Outcome<Opportunity> win(OpportunityId id, @Nullable Instant effectiveAt) {
    return decided(
        id,
        "opportunity.win",
        String.valueOf(effectiveAt),
        (opportunity, here) ->
            opportunity.move(
                here, here, here.first(StageType.WON), effectiveAt, null, kernel.now()));
  }

  @Override
  public Outcome<Opportunity> lose(
      OpportunityId id, LossDraft loss, @Nullable Instant effectiveAt) {
    return decided(
        id,
        "opportunity.lose",
        loss + " " + effectiveAt,
        (opportunity, here) ->
            opportunity.move(
                here,
                here,
                here.first(StageType.LOST),
                effectiveAt,
                rivals.told(opportunity, loss),
                kernel.now()));
  }

  @Override
  public Outcome<Opportunity> reopen(OpportunityId id, @Nullable String stage) {
    return decided(
        id,
        "opportunity.reopen",
        String.valueOf(stage),
        (opportunity, here) ->
            (stage == null
                    ? opportunity.reopen(here, null, kernel.now())
                    : PipelinePlaces.stage(here, stage, StageType.OPEN)
                        .then(to -> opportunity.reopen(here, to, kernel.now())))
                .map(change -> {
                  rivals.keep(opportunity);
                  return change;
                }));
  }

  private Outcome<Opportunity> decided(
      OpportunityId id,
      String intention,
      Object command,
      BiFunction<Opportunity, Pipeline, Outcome<Change<Opportunity>>> decide) {
    return changes.change(
        id,
        Action.EDIT,
        intention,
        command,
        opportunity ->
            decide
                .apply(opportunity, places.pipelineOf(opportunity))
                .then(change -> room.entered(opportunity, change))
                .then(change -> placed(opportunity, change, null, null)));
  }

  @Override
  public Outcome<Opportunity> delete(OpportunityId id) {
    return changes.change(
        id,
        Action.DELETE,
        "opportunity.delete",
        "",
        opportunity -> Outcome.done(opportunity.delete(kernel.now())));
  }

  @Override
  public Outcome<Opportunity> restore(OpportunityId id) {
    return discretion.about(
        changes.change(
            id,
            Action.DELETE,
            "opportunity.restore",
            "",
            opportunity -> room.entered(opportunity, opportunity.restore(kernel.now()))));
  }

  private static OpportunityDraft edited(Opportunity opportunity, Edit command) {
    OpportunityDraft draft = OpportunityDraft.of(opportunity.content());
    for (var field : command.fields().entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    return draft;
  }

  /** An account that is there already may stay, seen or not. */
  private Outcome<OpportunityContent> with(OpportunityContent content, @Nullable AccountId before) {
    AccountId account = content.account();
    return account == null
            || account.equals(before)
            || accounts.named(List.of(account.value()), context).stream()
                .anyMatch(RelatedRecords.Named::live)
        ? Outcome.done(content)
        : Outcome.refused(new UnknownAccount(account.value()));
  }
}

package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that a customer may buy, and how far that has come.
 *
 * <p>An opportunity is created in an open stage of a pipeline. It moves from stage to stage, as far
 * as its pipeline allows, and only where the next stage finds all that it requires. When it comes
 * into a stage for what is won, or for what is lost, it is decided; it then moves no more until it
 * is reopened. A move can be told late: it then counts from a moment in the stay that it ends. At
 * every moment it is in exactly one stage, and its stays follow each other without a gap. It is
 * edited, assigned and noted on, and can be put into the bin and taken out again.
 *
 * @param stage key of the stage that it is in
 * @param since when it came there
 */
public record Opportunity(
    OpportunityId id,
    Revision revision,
    OpportunityContent content,
    @Nullable UserId owner,
    PipelineId pipeline,
    String stage,
    Instant since,
    OpportunityStatus status)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;
  public static final int LONGEST_REASON = 200;

  public Opportunity {
    since = since.truncatedTo(ChronoUnit.MICROS);
  }

  /** Refused with {@code invalid-transition} into a closed stage, and with {@code invalid}. */
  public static Outcome<Change<Opportunity>> create(
      OpportunityId id,
      OpportunityContent content,
      @Nullable UserId owner,
      Pipeline pipeline,
      Stage stage,
      Instant now) {
    return create(id, content, owner, pipeline, stage, null, now);
  }

  /**
   * As it was known before, in another system or on paper.
   *
   * @param since when it came into its stage; null for now
   */
  public static Outcome<Change<Opportunity>> create(
      OpportunityId id,
      OpportunityContent content,
      @Nullable UserId owner,
      Pipeline pipeline,
      Stage stage,
      @Nullable Instant since,
      Instant now) {
    if (since != null && (since.isAfter(now) || since.isBefore(Instant.EPOCH))) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "effectiveAt",
                  "out-of-range",
                  "An opportunity came into its stage after 1970-01-01, and not after now.")));
    }
    if (!stage.isOpen()) {
      return Outcome.refused(
          new InvalidTransition(
              "opportunity",
              "nowhere",
              stage.key(),
              pipeline.stages().stream().filter(Stage::isOpen).map(Stage::key).toList()));
    }
    return Demands.complete(stage, content, owner)
        .map(good ->
            Change.of(
                new Opportunity(
                    id,
                    Revision.first(now),
                    content,
                    owner,
                    pipeline.id(),
                    stage.key(),
                    since == null ? now : since,
                    new OpportunityStatus.Open()),
                new OpportunityEvent.Created(
                    id, content.name(), content.account(), owner, pipeline.id(), stage.key())));
  }

  /**
   * Replaces the content; the event names the fields that are different now. What its stage
   * requires cannot be emptied.
   *
   * @param where the stage that it is in
   */
  public Outcome<Change<Opportunity>> edit(
      OpportunityContent newContent, Stage where, Instant now) {
    List<String> changed =
        Arrays.stream(OpportunityField.values())
            .filter(f -> !Objects.equals(f.textOf(content), f.textOf(newContent)))
            .map(OpportunityField::code)
            .toList();
    return live(() ->
        changed.isEmpty()
            ? Outcome.done(Change.none(this))
            : Demands.stillComplete(where, content, owner, newContent, owner)
                .map(good ->
                    Change.of(
                        with(revision.next(now), newContent, owner),
                        new OpportunityEvent.Edited(id, changed))));
  }

  /**
   * Is with what its account has become part of, or is separate from again; in the bin as well.
   * Nobody has edited it: it is the account that changed.
   */
  public Change<Opportunity> follow(AccountId account, Instant now) {
    return account.equals(content.account())
        ? Change.none(this)
        : Change.of(
            with(revision.next(now), content.with(account), owner),
            new OpportunityEvent.Edited(id, List.of(OpportunityField.ACCOUNT.code())));
  }

  /**
   * One of its competitors became part of another in the catalogue; of what lies in the bin as
   * well. Nobody has edited it.
   *
   * @param told all of them, as people read them now
   */
  public Change<Opportunity> meet(
      CompetitorId winner, CompetitorId loser, List<String> told, Instant now) {
    OpportunityStatus next =
        status instanceof OpportunityStatus.Lost(var from, var loss)
                && loser.equals(loss.competitorId())
            ? new OpportunityStatus.Lost(from, new Loss(loss.reason(), winner))
            : status;
    return Change.of(
        new Opportunity(id, revision.next(now), content, owner, pipeline, stage, since, next),
        new OpportunityEvent.CompetitorsReplaced(id, told));
  }

  /** Gives the opportunity to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Opportunity>> assign(@Nullable UserId newOwner, Stage where, Instant now) {
    return live(() ->
        Objects.equals(owner, newOwner)
            ? Outcome.done(Change.none(this))
            : Demands.stillComplete(where, content, owner, content, newOwner)
                .map(good ->
                    Change.of(
                        with(revision.next(now), content, newOwner),
                        new OpportunityEvent.Assigned(id, owner, newOwner))));
  }

  public Outcome<Change<Opportunity>> note(@Nullable String text, Instant now) {
    Checks checks = new Checks();
    String good = checks.text("text", text, LONGEST_NOTE, true);
    if (good == null) {
      checks.add("text", "required", "A note needs a text.");
    }
    return checks
        .orRefuse(() -> Objects.requireNonNull(good))
        .then(note ->
            live(() ->
                Outcome.done(
                    Change.of(
                        with(revision.next(now), content, owner),
                        new OpportunityEvent.Noted(id, note)))));
  }

  /**
   * Brings an open opportunity into another stage, and decides it if that is a closed one. One that
   * is there already stays as it is.
   *
   * @param into the pipeline of the other stage
   * @param here the pipeline that it is in now
   * @param at from when it counts, within the present stay; null for now
   * @param loss why it is lost; needed for stages of what is lost, and only for these
   */
  public Outcome<Change<Opportunity>> move(
      Pipeline here,
      Pipeline into,
      Stage to,
      @Nullable Instant at,
      @Nullable ToldLoss loss,
      Instant now) {
    return live(() -> {
      if (isIn(into, to)) {
        return Outcome.done(Change.none(this));
      }
      if (!isOpen()) {
        return Outcome.refused(new OpportunityRefusal.Decided(id.value(), status.name()));
      }
      List<Stage> allowed = here.stage(stage).map(here::nextOf).orElse(here.stages());
      boolean stays = here.id().equals(into.id());
      if (stays ? !allowed.contains(to) : !to.isOpen()) {
        return Outcome.refused(
            new InvalidTransition(
                "opportunity",
                stage,
                to.key(),
                (stays ? allowed : into.stages().stream().filter(Stage::isOpen).toList())
                    .stream().map(Stage::key).toList()));
      }
      Checks checks = new Checks();
      Instant when = moment(checks, at, now);
      Demands.ask(checks, to, Demands.missing(to, content, owner));
      LossCheck.Read good = LossCheck.read(checks, to, loss);
      return checks.orRefuse(() -> arrived(new Arrival(into.id(), to, when, good), now));
    });
  }

  private boolean isIn(Pipeline other, Stage where) {
    return pipeline.equals(other.id()) && stage.equals(where.key());
  }

  private Instant moment(Checks checks, @Nullable Instant at, Instant now) {
    if (at == null) {
      // A clock that was set back makes no stay that ends before it began.
      return now.isBefore(since) ? since : now;
    }
    Instant when = at.truncatedTo(ChronoUnit.MICROS);
    if (when.isBefore(since) || when.isAfter(now)) {
      checks.add(
          "effectiveAt",
          "out-of-stay",
          "A move counts from a moment between " + since + ", when it came here, and now.");
    }
    return when;
  }

  private Change<Opportunity> arrived(Arrival in, Instant now) {
    return new Change<>(
        new Opportunity(
            id,
            revision.next(now),
            content,
            owner,
            in.pipeline(),
            in.stage().key(),
            in.at(),
            in.status(stage)),
        in.events(this));
  }

  /**
   * Takes a decision back: the opportunity goes on in an open stage.
   *
   * @param here its pipeline
   * @param to null for the stage in which it was before, or the first if that is no more
   */
  public Outcome<Change<Opportunity>> reopen(Pipeline here, @Nullable Stage to, Instant now) {
    return live(() ->
        switch (status) {
          case OpportunityStatus.Open open ->
              Outcome.refused(new InvalidTransition("opportunity", "OPEN", "OPEN", List.of()));
          case OpportunityStatus.Won(var from) -> reopened(here, to, from, now);
          case OpportunityStatus.Lost(var from, var loss) -> reopened(here, to, from, now);
        });
  }

  private Outcome<Change<Opportunity>> reopened(
      Pipeline here, @Nullable Stage to, String from, Instant now) {
    List<Stage> open = here.stages().stream().filter(Stage::isOpen).toList();
    Stage goal =
        Optional.ofNullable(to)
            .or(() -> open.stream().filter(s -> s.key().equals(from)).findFirst())
            .orElseGet(open::getFirst);
    if (!goal.isOpen()) {
      return Outcome.refused(
          new InvalidTransition(
              "opportunity", stage, goal.key(), open.stream().map(Stage::key).toList()));
    }
    return Demands.complete(goal, content, owner)
        .map(good -> {
          Instant when = now.isBefore(since) ? since : now;
          return new Change<>(
              new Opportunity(
                  id,
                  revision.next(now),
                  content,
                  owner,
                  pipeline,
                  goal.key(),
                  when,
                  new OpportunityStatus.Open()),
              List.of(
                  new OpportunityEvent.Moved(id, pipeline, stage, pipeline, goal.key(), when),
                  new OpportunityEvent.Reopened(id)));
        });
  }

  /**
   * Brings it from a stage that vanishes into the one that takes its place, whatever that requires:
   * nobody moved it. In the bin as well.
   */
  public Change<Opportunity> carriedOver(Stage into, Instant now) {
    Instant when = now.isBefore(since) ? since : now;
    return Change.of(
        new Opportunity(id, revision.next(now), content, owner, pipeline, into.key(), when, status),
        new OpportunityEvent.Moved(id, pipeline, stage, pipeline, into.key(), when));
  }

  /** Puts the opportunity into the bin; a deleted one stays as it is. */
  public Change<Opportunity> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(with(revision.deleted(now), content, owner), new OpportunityEvent.Deleted(id));
  }

  /** Takes the opportunity out of the bin, into the stage that it was in. */
  public Change<Opportunity> restore(Instant now) {
    return revision.isDeleted()
        ? Change.of(with(revision.restored(now), content, owner), new OpportunityEvent.Restored(id))
        : Change.none(this);
  }

  /**
   * Where it can go from here, and what each stage would ask for that is not known.
   *
   * @param here its pipeline
   */
  public List<Transition> transitions(Pipeline here) {
    List<Stage> next =
        revision.isDeleted()
            ? List.of()
            : isOpen()
                ? here.stage(stage).map(here::nextOf).orElse(here.stages())
                : here.stages().stream().filter(Stage::isOpen).toList();
    return next.stream().map(s -> new Transition(s, Demands.missing(s, content, owner))).toList();
  }

  /** A stage that can follow, and what it requires that is missing. */
  public record Transition(Stage stage, List<Requirement> missing) {
    public Transition {
      missing = ImmutableList.copyOf(missing);
    }
  }

  public boolean isOpen() {
    return status instanceof OpportunityStatus.Open;
  }

  /** Why it is lost; null unless it is. */
  public @Nullable Loss loss() {
    return status instanceof OpportunityStatus.Lost(var from, var loss) ? loss : null;
  }

  /** The next version of the same, for something beside it is different. */
  Opportunity touched(Instant now) {
    return with(revision.next(now), content, owner);
  }

  private Opportunity with(
      Revision next, OpportunityContent newContent, @Nullable UserId newOwner) {
    return new Opportunity(id, next, newContent, newOwner, pipeline, stage, since, status);
  }

  /** Every field as text, for the audit trail; empty fields are left out. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    content.texts().forEach((field, text) -> facts.put(field.code(), text));
    if (owner != null) {
      facts.put("owner", owner.toString());
    }
    facts.put("pipeline", pipeline.toString());
    facts.put("stage", stage);
    facts.putAll(status.facts());
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(OpportunityId id) {
    return new Subject("opportunity", id.value());
  }

  private Outcome<Change<Opportunity>> live(Supplier<Outcome<Change<Opportunity>>> change) {
    return revision.isDeleted()
        ? Outcome.refused(new OpportunityRefusal.OpportunityDeleted(id.value()))
        : change.get();
  }
}

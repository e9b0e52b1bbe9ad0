package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A company that one does business with, or would like to.
 *
 * <p>An account is created by hand, by a program, or when a lead is converted. It can belong to
 * another account, and others to it: together they are a hierarchy, in which none belongs to itself
 * (see {@link Place}). It is edited, assigned to an owner, and noted on. One to which no other
 * belongs can be deleted: it then lies in the bin, unchangeable, until it is restored, and its
 * domains and its external id are free for others meanwhile.
 *
 * <p>From its birth on it is in a stage of the lifecycle, and goes on to another by the ways that
 * the lifecycle has; in the bin it stays where it was.
 *
 * <p>An account that turns out to be the same as another is merged into that one: it stays as a
 * tombstone that names the other, until the merge is undone.
 *
 * @param mergedInto the account that this one became part of; null for all that stand for
 *     themselves
 */
public record Account(
    AccountId id,
    Revision revision,
    AccountContent content,
    @Nullable UserId owner,
    AccountStage stage,
    @Nullable AccountId mergedInto)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;

  /** An account that stands for itself. */
  public Account(
      AccountId id,
      Revision revision,
      AccountContent content,
      @Nullable UserId owner,
      AccountStage stage) {
    this(id, revision, content, owner, stage, null);
  }

  public static Change<Account> create(
      AccountId id,
      AccountContent content,
      @Nullable UserId owner,
      AccountStage first,
      Instant now) {
    return Change.of(
        new Account(id, Revision.first(now), content, owner, first),
        new AccountEvent.Created(id, content.name(), content.domains(), content.parent(), owner));
  }

  /** Replaces the content; the event names the fields that are different now. */
  public Outcome<Change<Account>> edit(AccountContent newContent, Instant now) {
    List<String> changed =
        Arrays.stream(AccountField.values())
            .filter(f -> !Objects.equals(f.textOf(content), f.textOf(newContent)))
            .map(AccountField::code)
            .toList();
    List<DomainEvent> events = new ArrayList<>();
    events.add(new AccountEvent.Edited(id, changed));
    if (!Objects.equals(content.parent(), newContent.parent())) {
      events.add(new AccountEvent.Moved(id, content.parent(), newContent.parent()));
    }
    return live(() ->
        changed.isEmpty()
            ? Change.none(this)
            : new Change<>(new Account(id, revision.next(now), newContent, owner, stage), events));
  }

  /** Gives the account to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Account>> assign(@Nullable UserId newOwner, Instant now) {
    return live(() ->
        Objects.equals(owner, newOwner)
            ? Change.none(this)
            : Change.of(
                new Account(id, revision.next(now), content, newOwner, stage),
                new AccountEvent.Assigned(id, owner, newOwner)));
  }

  public Outcome<Change<Account>> note(@Nullable String text, Instant now) {
    Checks checks = new Checks();
    String good = checks.text("text", text, LONGEST_NOTE, true);
    if (good == null) {
      checks.add("text", "required", "A note needs a text.");
    }
    return checks
        .orRefuse(() -> Objects.requireNonNull(good))
        .then(note ->
            live(() ->
                Change.of(
                    new Account(id, revision.next(now), content, owner, stage),
                    new AccountEvent.Noted(id, note))));
  }

  /**
   * Goes on to another stage; an account that is in it already stays as it is. Refused with {@code
   * invalid-transition}, which names the ways that there are, and with every requirement that is
   * not met at once.
   *
   * @param holds answers whether the guard of a way lets the account pass
   */
  public Outcome<Change<Account>> transition(
      StageMove move, LifecycleTerms terms, Predicate<StageTransition> holds, Instant now) {
    if (revision.isDeleted()) {
      return live(() -> Change.none(this));
    }
    if (move.to().equals(stage.key())) {
      return Outcome.done(Change.none(this));
    }
    List<StageTransition> ways = terms.from(stage.key());
    Stage to = terms.find(move.to()).orElse(null);
    StageTransition way =
        ways.stream().filter(t -> t.to().equals(move.to())).findFirst().orElse(null);
    if (to == null || way == null) {
      return Outcome.refused(
          new InvalidTransition(
              "account", stage.key(), move.to(), ways.stream().map(StageTransition::to).toList()));
    }
    return met(way, move.reason(), holds)
        .map(reason -> {
          AccountStage next =
              stage.next(
                  to,
                  new StageMove(move.to(), reason.orElse(null), move.mover(), move.version()),
                  terms,
                  now);
          return Change.of(
              new Account(id, revision.next(now), content, owner, next),
              new AccountEvent.StageChanged(
                  id, stage.key(), next.key(), next.highest(), next.reason()));
        });
  }

  /** The fields that a way asks for and that are empty. */
  public List<String> missingFor(StageTransition way) {
    return way.requiredFields().stream().filter(field -> !isFilled(field)).toList();
  }

  private boolean isFilled(String field) {
    return field.equals("owner")
        ? owner != null
        : AccountField.named(field).filter(f -> f.textOf(content) != null).isPresent();
  }

  /** The reason as it is to be kept, if the way can be taken. */
  private Outcome<Optional<String>> met(
      StageTransition way, @Nullable String said, Predicate<StageTransition> holds) {
    Checks checks = new Checks();
    String reason = checks.text("reason", said, StageMove.LONGEST_REASON, true);
    List<String> missing = missingFor(way);
    boolean unreasoned = way.requiresReason() && reason == null;
    boolean guarded = way.guard() != null && !holds.test(way);
    return checks
        .orRefuse(() -> Optional.ofNullable(reason))
        .then(good ->
            missing.isEmpty() && !unreasoned && !guarded
                ? Outcome.done(good)
                : Outcome.refused(
                    new AccountRefusal.TransitionRequirements(
                        way.from(), way.to(), missing, unreasoned, guarded ? way.guard() : null)));
  }

  /**
   * Puts the account into the bin; a deleted account stays as it is. That no other belongs to it is
   * for the caller to make sure.
   */
  public Change<Account> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(
            new Account(id, revision.deleted(now), content, owner, stage),
            new AccountEvent.Deleted(id));
  }

  /**
   * Takes the account out of the bin; a live account stays as it is.
   *
   * @param parent what it belongs to from now on: its parent, or nothing if that lies in the bin
   */
  public Change<Account> restore(@Nullable AccountId parent, Instant now) {
    if (!revision.isDeleted()) {
      return Change.none(this);
    }
    Change<Account> restored =
        Change.of(
            new Account(id, revision.restored(now), content.below(parent), owner, stage),
            new AccountEvent.Restored(id));
    return Objects.equals(parent, content.parent())
        ? restored
        : restored.with(List.of(new AccountEvent.Moved(id, content.parent(), parent)));
  }

  /**
   * Takes others in.
   *
   * @param chosen what is to be known of all of them
   */
  public Outcome<Change<Account>> absorb(
      Merging merging, AccountContent chosen, @Nullable UserId chosenOwner, Instant now) {
    return live(() ->
        Change.of(
            new Account(id, revision.next(now), chosen, chosenOwner, stage),
            new AccountEvent.Merged(id, merging)));
  }

  /** Becomes part of another: what is left is a tombstone. */
  public Outcome<Change<Account>> mergeInto(Merging merging, Instant now) {
    return live(() ->
        Change.of(
            new Account(
                id, revision.deleted(now), content, owner, stage, new AccountId(merging.winner())),
            new AccountEvent.Merged(id, merging)));
  }

  /** Gives back those that it took in. The content is its own again, as far as that is wanted. */
  public Outcome<Change<Account>> release(
      Merging merging, AccountContent own, @Nullable UserId formerOwner, Instant now) {
    return live(() ->
        Change.of(
            new Account(id, revision.next(now), own, formerOwner, stage),
            new AccountEvent.MergeUndone(id, merging)));
  }

  /**
   * Stands for itself again, as it was before it was merged.
   *
   * @param parent what it belongs to from now on: its parent, or nothing if that is gone meanwhile
   * @throws IllegalStateException if it is not part of that winner
   */
  public Change<Account> separate(Merging merging, @Nullable AccountId parent, Instant now) {
    if (!new AccountId(merging.winner()).equals(mergedInto)) {
      throw new IllegalStateException(id + " is part of " + mergedInto + ", not as " + merging);
    }
    return Change.of(
        new Account(id, revision.restored(now), content.below(parent), owner, stage),
        new AccountEvent.MergeUndone(id, merging));
  }

  /** Belongs to what its parent has become part of, or stands for itself again. */
  public Outcome<Change<Account>> follow(AccountId parent, Instant now) {
    return edit(content.below(parent), now);
  }

  /** Refused with {@code account-merged}. */
  public Outcome<Account> unlessMerged() {
    return mergedInto == null
        ? Outcome.done(this)
        : Outcome.refused(new AccountRefusal.Merged(id.value(), mergedInto.value()));
  }

  /** Every field as text, for the audit trail; empty fields are left out. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    content.texts().forEach((field, text) -> facts.put(field.code(), text));
    if (owner != null) {
      facts.put("owner", owner.toString());
    }
    facts.put("stage", stage.key());
    facts.put("highWaterMark", stage.highest());
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    if (mergedInto != null) {
      facts.put("mergedInto", mergedInto.toString());
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(AccountId id) {
    return new Subject("account", id.value());
  }

  private Outcome<Change<Account>> live(Supplier<Change<Account>> change) {
    return unlessMerged()
        .then(standing ->
            revision.isDeleted()
                ? Outcome.refused(new AccountRefusal.AccountDeleted(id.value()))
                : Outcome.done(change.get()));
  }
}

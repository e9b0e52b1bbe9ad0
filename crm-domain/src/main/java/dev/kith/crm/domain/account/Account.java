package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 */
public record Account(
    AccountId id, Revision revision, AccountContent content, @Nullable UserId owner)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;

  public static Change<Account> create(
      AccountId id, AccountContent content, @Nullable UserId owner, Instant now) {
    return Change.of(
        new Account(id, Revision.first(now), content, owner),
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
            : new Change<>(new Account(id, revision.next(now), newContent, owner), events));
  }

  /** Gives the account to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Account>> assign(@Nullable UserId newOwner, Instant now) {
    return live(() ->
        Objects.equals(owner, newOwner)
            ? Change.none(this)
            : Change.of(
                new Account(id, revision.next(now), content, newOwner),
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
                    new Account(id, revision.next(now), content, owner),
                    new AccountEvent.Noted(id, note))));
  }

  /**
   * Puts the account into the bin; a deleted account stays as it is. That no other belongs to it is
   * for the caller to make sure.
   */
  public Change<Account> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(
            new Account(id, revision.deleted(now), content, owner), new AccountEvent.Deleted(id));
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
            new Account(id, revision.restored(now), content.below(parent), owner),
            new AccountEvent.Restored(id));
    return Objects.equals(parent, content.parent())
        ? restored
        : restored.with(List.of(new AccountEvent.Moved(id, content.parent(), parent)));
  }

  /** Every field as text, for the audit trail; empty fields are left out. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    content.texts().forEach((field, text) -> facts.put(field.code(), text));
    if (owner != null) {
      facts.put("owner", owner.toString());
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
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
    return revision.isDeleted()
        ? Outcome.refused(new AccountRefusal.AccountDeleted(id.value()))
        : Outcome.done(change.get());
  }
}

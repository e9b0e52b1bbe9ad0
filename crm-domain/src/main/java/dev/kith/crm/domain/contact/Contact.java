package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A person whom one knows at an account, or who may be at one again.
 *
 * <p>A contact is created by hand, by a program, or when a lead is converted. They work at one
 * account, or at none; whoever changes jobs is moved, and their history tells where they were. A
 * contact is edited, assigned to an owner, and noted on. Deleted, it lies in the bin, unchangeable,
 * until it is restored; its primary e-mail address and its external id are free for others
 * meanwhile. A contact that turns out to be the same person as another is merged into that one: it
 * stays as a tombstone that names the other, until the merge is undone.
 *
 * @param mergedInto the contact that this one became part of; null for all that stand for
 *     themselves
 */
public record Contact(
    ContactId id,
    Revision revision,
    ContactContent content,
    @Nullable UserId owner,
    @Nullable ContactId mergedInto)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;

  /** A contact that stands for itself. */
  public Contact(ContactId id, Revision revision, ContactContent content, @Nullable UserId owner) {
    this(id, revision, content, owner, null);
  }

  public static Change<Contact> create(
      ContactId id, ContactContent content, @Nullable UserId owner, Instant now) {
    return Change.of(
        new Contact(id, Revision.first(now), content, owner),
        new ContactEvent.Created(id, content.name().full(), content.account(), owner));
  }

  /** Replaces the content; the event names the fields that are different now. */
  public Outcome<Change<Contact>> edit(ContactContent newContent, Instant now) {
    List<String> changed =
        Arrays.stream(ContactField.values())
            .filter(f -> !Objects.equals(f.textOf(content), f.textOf(newContent)))
            .map(ContactField::code)
            .toList();
    List<DomainEvent> events = new ArrayList<>();
    events.add(new ContactEvent.Edited(id, changed));
    if (!Objects.equals(content.account(), newContent.account())) {
      events.add(new ContactEvent.Moved(id, content.account(), newContent.account()));
    }
    return live(() ->
        changed.isEmpty()
            ? Change.none(this)
            : new Change<>(new Contact(id, revision.next(now), newContent, owner), events));
  }

  /** To another account, or to none; everything else stays. */
  public Outcome<Change<Contact>> move(@Nullable AccountId account, Instant now) {
    return edit(content.at(account), now);
  }

  /** Gives the contact to somebody, or to nobody where {@code newOwner} is null. */
  public Outcome<Change<Contact>> assign(@Nullable UserId newOwner, Instant now) {
    return live(() ->
        Objects.equals(owner, newOwner)
            ? Change.none(this)
            : Change.of(
                new Contact(id, revision.next(now), content, newOwner),
                new ContactEvent.Assigned(id, owner, newOwner)));
  }

  public Outcome<Change<Contact>> note(@Nullable String text, Instant now) {
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
                    new Contact(id, revision.next(now), content, owner),
                    new ContactEvent.Noted(id, note))));
  }

  /** Puts the contact into the bin; a deleted contact stays as it is. */
  public Change<Contact> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(
            new Contact(id, revision.deleted(now), content, owner), new ContactEvent.Deleted(id));
  }

  /** Takes the contact out of the bin; a live contact stays as it is. */
  public Change<Contact> restore(Instant now) {
    return revision.isDeleted()
        ? Change.of(
            new Contact(id, revision.restored(now), content, owner), new ContactEvent.Restored(id))
        : Change.none(this);
  }

  /**
   * Takes others in.
   *
   * @param chosen what is to be known of all of them
   */
  public Outcome<Change<Contact>> absorb(
      Merging merging, ContactContent chosen, @Nullable UserId chosenOwner, Instant now) {
    return live(() ->
        Change.of(
            new Contact(id, revision.next(now), chosen, chosenOwner),
            new ContactEvent.Merged(id, merging)));
  }

  /** Becomes part of another: what is left is a tombstone. */
  public Outcome<Change<Contact>> mergeInto(Merging merging, Instant now) {
    return live(() ->
        Change.of(
            new Contact(id, revision.deleted(now), content, owner, new ContactId(merging.winner())),
            new ContactEvent.Merged(id, merging)));
  }

  /** Gives back those that it took in. The content is its own again, as far as that is wanted. */
  public Outcome<Change<Contact>> release(
      Merging merging, ContactContent own, @Nullable UserId formerOwner, Instant now) {
    return live(() ->
        Change.of(
            new Contact(id, revision.next(now), own, formerOwner),
            new ContactEvent.MergeUndone(id, merging)));
  }

  /**
   * Stands for itself again, as it was before it was merged.
   *
   * @throws IllegalStateException if it is not part of that winner
   */
  public Change<Contact> separate(Merging merging, Instant now) {
    if (!new ContactId(merging.winner()).equals(mergedInto)) {
      throw new IllegalStateException(id + " is part of " + mergedInto + ", not as " + merging);
    }
    return Change.of(
        new Contact(id, revision.restored(now), content, owner),
        new ContactEvent.MergeUndone(id, merging));
  }

  /**
   * Works at what their account has become part of, or is separate from again. They have not
   * changed jobs: it is the account that did, so those in the bin follow as well.
   */
  public Change<Contact> follow(AccountId account, Instant now) {
    return account.equals(content.account())
        ? Change.none(this)
        : Change.of(
            new Contact(id, revision.next(now), content.at(account), owner, mergedInto),
            new ContactEvent.Edited(id, List.of(ContactField.ACCOUNT.code())));
  }

  /** Refused with {@code contact-merged}. */
  public Outcome<Contact> unlessMerged() {
    return mergedInto == null
        ? Outcome.done(this)
        : Outcome.refused(new ContactRefusal.Merged(id.value(), mergedInto.value()));
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
    if (mergedInto != null) {
      facts.put("mergedInto", mergedInto.toString());
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ContactId id) {
    return new Subject("contact", id.value());
  }

  private Outcome<Change<Contact>> live(Supplier<Change<Contact>> change) {
    return unlessMerged()
        .then(standing ->
            revision.isDeleted()
                ? Outcome.refused(new ContactRefusal.ContactDeleted(id.value()))
                : Outcome.done(change.get()));
  }
}

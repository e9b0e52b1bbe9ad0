package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
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
 * A person whom one knows at an account, or who may be at one again.
 *
 * <p>A contact is created by hand, by a program, or when a lead is converted. They work at one
 * account, or at none; whoever changes jobs is moved, and their history tells where they were. A
 * contact is edited, assigned to an owner, and noted on. Deleted, it lies in the bin, unchangeable,
 * until it is restored; its primary e-mail address and its external id are free for others
 * meanwhile.
 */
public record Contact(
    ContactId id, Revision revision, ContactContent content, @Nullable UserId owner)
    implements Aggregate {

  public static final int LONGEST_NOTE = 10_000;

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

  public static Subject subjectOf(ContactId id) {
    return new Subject("contact", id.value());
  }

  private Outcome<Change<Contact>> live(Supplier<Change<Contact>> change) {
    return revision.isDeleted()
        ? Outcome.refused(new ContactRefusal.ContactDeleted(id.value()))
        : Outcome.done(change.get());
  }
}

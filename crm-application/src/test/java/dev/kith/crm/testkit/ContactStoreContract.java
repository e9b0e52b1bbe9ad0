package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.contact.People.Create;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link ContactStore} promises. */
public interface ContactStoreContract extends StorageContract {

  UserId OLGA = Actors.userId("Olga");
  Instant LATER = Contacts.CREATED.plus(Duration.ofHours(1));

  @Test
  default void a_contact_comes_back_as_it_was_version_by_version() {
    Account vogel = kept(() -> storage().accounts().add(Accounts.of(AccountDraft.named("Vogel"))));
    Contact mara =
        add(
            Contacts.of(
                Contacts.complete().emails("HOME back@vogel.example").at(vogel.id()), OLGA));
    assertThat(people().find(mara.id())).contains(mara);
    Contact bare = add(Contacts.of(ContactDraft.named("Just", "Aname")));
    assertThat(people().find(bare.id())).contains(bare);

    Contact nobodys = update(mara.assign(null, LATER).orElseThrow().next());
    Contact deleted = update(nobodys.delete(LATER).next());

    assertThat(storage().transactions().run(() -> people().update(nobodys)))
        .isEqualTo(Outcome.refused(new StaleVersion("contact", mara.id().toString(), 1, 3)));
    assertThat(people().find(mara.id())).contains(deleted);
    assertThat(people().find(Contacts.anId())).isEmpty();
    update(deleted.restore(LATER).next());
  }

  @Test
  default void no_two_live_contacts_have_one_primary_address() {
    Contact first = add(Contacts.of(mails("First", "bücher@one.example\nfirst@one.example")));
    Outcome<?> taken = Outcome.refused(new EmailTaken("BÜCHER@one.example", first.id().value()));

    assertThat(tried(Contacts.of(mails("Second", "BÜCHER@one.example")))).isEqualTo(taken);
    Contact second = add(Contacts.of(mails("Second", "first@one.example\nbücher@one.example")));
    assertThat(changed(second, mails("Second", "BÜCHER@one.example"))).isEqualTo(taken);
    assertThat(changed(second, mails("Second", "first@one.example")))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  default void an_address_that_is_given_up_is_free() {
    Contact first = add(Contacts.of(mails("First", "one@free.example")));
    Contact other =
        update(
            first
                .edit(Contacts.content(mails("First", "two@free.example")), LATER)
                .orElseThrow()
                .next());
    Contact second = add(Contacts.of(mails("Second", "one@free.example")));
    Contact gone = update(other.delete(LATER).next());
    add(Contacts.of(mails("Third", "two@free.example")));

    assertThat(tried(gone.restore(LATER).next(), true)).isInstanceOf(Outcome.Refused.class);
    update(second.delete(LATER).next());
    add(Contacts.of(mails("Fourth", "one@free.example")));
  }

  @Test
  default void no_two_live_contacts_have_one_external_id() {
    Contact first = add(Contacts.of(known("First", "ERP", "c-1")));
    Outcome<?> taken = Outcome.refused(new ExternalIdTaken("c-1 of erp", first.id().value()));

    assertThat(tried(Contacts.of(known("Second", "erp", "c-1")))).isEqualTo(taken);
    Contact second = add(Contacts.of(known("Second", "erp", "C-1")));
    assertThat(changed(second, known("Second", "erp", "c-1"))).isEqualTo(taken);
    update(first.delete(LATER).next());
    add(Contacts.of(known("Third", "erp", "c-1")));
  }

  @RepeatedTest(5)
  default void of_several_who_take_an_address_at_once_one_gets_it() {
    var people = new AccessWorld(storage()).asAda().people();
    String address = Contacts.anId() + "@race.example";
    List<Outcome<Contact>> outcomes =
        Beside.all(6, i -> people.create(new Create(mails("Racer " + i, address))));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(o -> !(o instanceof Outcome.Done<?>)))
        .allMatch(
            o -> o instanceof Outcome.Refused<Contact>(EmailTaken taken) && taken.holder() != null);
  }

  @Test
  default void many_are_saved_at_once_as_each_would_be_by_itself() {
    Contact there = add(Contacts.of(mails("There", "one@saved.example")));
    Contact born = Contacts.of(mails("Born", "two@saved.example\nthree@saved.example"));
    Contact later = born.note("x", LATER).orElseThrow().next();
    Contact edited =
        there
            .edit(Contacts.content(mails("There", "four@saved.example")), LATER)
            .orElseThrow()
            .next();

    saved(List.of(new Course<>(null, List.of(born, later)), new Course<>(there, List.of(edited))));

    assertThat(people().findAll(List.of(born.id(), there.id(), Contacts.anId())))
        .containsExactlyInAnyOrder(later, edited);
    assertThat(found("THREE@saved.example")).containsExactly(born.id());
    assertThat(found("four@saved.example")).containsExactly(there.id());
    assertThat(found("one@saved.example")).isEmpty();
    assertThat(people().holding(List.of("nothing"), List.of("two@saved.example", "x@y.example")))
        .containsExactly(later);
    assertThatThrownBy(() -> saved(List.of(new Course<>(there, List.of(edited)))))
        .isInstanceOf(ConcurrentChangeException.class);
    Contact thief = Contacts.of(mails("Thief", "four@saved.example"));
    assertThatThrownBy(() -> saved(List.of(new Course<>(null, List.of(thief)))))
        .isInstanceOf(ConcurrentChangeException.class);
  }

  @Test
  default void one_that_was_merged_names_its_winner_and_gives_its_address_free() {
    Contact winner = add(Contacts.of(mails("First", "first@one.example")));
    Contact loser = add(Contacts.of(mails("Second", "second@one.example")));
    Merging merging =
        new Merging(Contacts.anId().value(), winner.id().value(), List.of(loser.id().value()));
    Contact tombstone = update(loser.mergeInto(merging, LATER).orElseThrow().next());

    assertThat(people().find(loser.id())).contains(tombstone);
    assertThat(people().mergedInto(List.of(winner.id(), loser.id()))).containsExactly(loser.id());
    assertThat(people().mergedInto(List.of(loser.id()))).isEmpty();
    Contact other = add(Contacts.of(mails("Other", "second@one.example")));
    update(other.delete(LATER).next());
    Contact back = update(tombstone.separate(merging, LATER).next());
    assertThat(people().find(loser.id())).contains(back);
    assertThat(people().mergedInto(List.of(winner.id()))).isEmpty();
  }

  @Test
  default void those_at_an_account_are_found_in_the_bin_as_well() {
    Account vogel = kept(() -> storage().accounts().add(Accounts.of(AccountDraft.named("Vogel"))));
    Contact first = add(Contacts.of(ContactDraft.named("First", "").at(vogel.id())));
    Contact second = add(Contacts.of(ContactDraft.named("Second", "").at(vogel.id())));
    add(Contacts.of(ContactDraft.named("Elsewhere", "")));
    Contact gone = update(second.delete(LATER).next());

    assertThat(people().at(vogel.id())).containsExactlyInAnyOrder(first, gone);
  }

  private List<ContactId> found(String address) {
    ListQuery query =
        ListQuery.all(ContactFields.CATALOGUE)
            .where(new Filter.Compare(ContactField.EMAILS.code(), Filter.Op.EQ, List.of(address)));
    return storage()
        .contactReads()
        .page(query, new Visibility.All(), new Visibility.All())
        .items()
        .stream()
        .map(ContactView::id)
        .toList();
  }

  private void saved(List<Course<Contact>> courses) {
    storage()
        .transactions()
        .always(() -> {
          people().saveAll(courses);
          return courses;
        });
  }

  @Test
  default void versions_come_in_the_order_of_ids() {
    Contact first = add(Contacts.of(ContactDraft.named("First", "Version")));
    Contact second = add(Contacts.of(ContactDraft.named("Second", "Version")));
    Contact gone = update(second.delete(LATER).next());

    assertThat(people().versions(first.id(), 1))
        .containsExactly(new RecordVersion(gone.id().value(), 2));
    assertThat(people().versions(null, 1_000_000))
        .contains(new RecordVersion(first.id().value(), 1));
  }

  private static ContactDraft mails(String name, String addresses) {
    return ContactDraft.named(name, "Vogel").emails(addresses);
  }

  private static ContactDraft known(String name, String system, String id) {
    return ContactDraft.named(name, "Vogel")
        .with(ContactField.EXTERNAL_SYSTEM, system)
        .with(ContactField.EXTERNAL_ID, id);
  }

  private Outcome<Contact> changed(Contact contact, ContactDraft draft) {
    return tried(contact.edit(Contacts.content(draft), LATER).orElseThrow().next(), true);
  }

  private Outcome<Contact> tried(Contact contact) {
    return tried(contact, false);
  }

  private Outcome<Contact> tried(Contact contact, boolean there) {
    return storage()
        .transactions()
        .run(() -> there ? people().update(contact) : people().add(contact));
  }

  private Contact add(Contact contact) {
    return kept(() -> people().add(contact));
  }

  private Contact update(Contact contact) {
    Contact updated = kept(() -> people().update(contact));
    assertThat(people().find(contact.id())).contains(contact);
    return updated;
  }

  private ContactStore people() {
    return storage().people();
  }
}

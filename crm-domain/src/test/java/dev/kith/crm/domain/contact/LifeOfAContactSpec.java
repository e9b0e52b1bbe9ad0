package dev.kith.crm.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Contacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfAContactSpec {

  private static final Instant NOW = Contacts.CREATED.plus(Duration.ofHours(3));
  private static final UserId OLGA = Actors.userId("Olga");
  private static final ContactDraft MARA =
      ContactDraft.named("Mara", "Vogel").emails("WORK mara@vogel.example");

  private final Contact mara = Contacts.of(MARA, OLGA);

  @Nested
  class A_new_contact {

    @Test
    void is_at_version_one_and_says_who_it_is_and_where() {
      ContactId id = Contacts.anId();
      AccountId bookshop = Accounts.anId();
      ContactContent content = Contacts.content(MARA.at(bookshop));

      assertThat(Contact.create(id, content, OLGA, NOW))
          .isEqualTo(
              Change.of(
                  new Contact(id, Revision.first(NOW), content, OLGA),
                  new ContactEvent.Created(id, "Mara Vogel", bookshop, OLGA)));
    }
  }

  @Nested
  class Editing {

    @Test
    void names_the_fields_that_are_different_now() {
      ContactContent content =
          Contacts.content(
              MARA.emails("HOME mara@vogel.example").with(ContactField.LANGUAGE, "de"));

      assertThat(mara.edit(content, NOW).orElseThrow())
          .isEqualTo(
              Change.of(
                  new Contact(mara.id(), mara.revision().next(NOW), content, OLGA),
                  new ContactEvent.Edited(mara.id(), List.of("emails", "language"))));
    }

    @Test
    void changes_nothing_where_everything_is_as_it_was() {
      assertThat(mara.edit(Contacts.content(MARA), NOW).orElseThrow()).isEqualTo(Change.none(mara));
    }
  }

  @Nested
  class Moving {

    @Test
    void tells_where_the_person_was_and_is() {
      AccountId bookshop = Accounts.anId();
      Change<Contact> moved = mara.move(bookshop, NOW).orElseThrow();

      assertThat(moved.next().content()).isEqualTo(Contacts.content(MARA.at(bookshop)));
      assertThat(moved.events())
          .containsExactly(
              new ContactEvent.Edited(mara.id(), List.of("account")),
              new ContactEvent.Moved(mara.id(), null, bookshop));
      assertThat(moved.next().move(bookshop, NOW).orElseThrow())
          .isEqualTo(Change.none(moved.next()));
    }
  }

  @Nested
  class Assigning {

    @Test
    void gives_it_to_somebody_or_to_nobody() {
      Change<Contact> nobodys = mara.assign(null, NOW).orElseThrow();

      assertThat(nobodys.events())
          .containsExactly(new ContactEvent.Assigned(mara.id(), OLGA, null));
      assertThat(nobodys.next().owner()).isNull();
      assertThat(mara.assign(OLGA, NOW).orElseThrow()).isEqualTo(Change.none(mara));
    }
  }

  @Nested
  class A_note {

    @Test
    void stands_in_the_event() {
      Change<Contact> noted = mara.note(" Back from\nleave in May ", NOW).orElseThrow();

      assertThat(noted.events())
          .containsExactly(new ContactEvent.Noted(mara.id(), "Back from\nleave in May"));
      assertThat(noted.next().content()).isEqualTo(mara.content());
    }

    @Test
    void needs_a_text() {
      assertThat(mara.note(" ", NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("text", "required", "A note needs a text."))));
    }
  }

  @Nested
  class A_deleted_contact {

    private final Contact deleted = mara.delete(NOW).next();

    @Test
    void stays_as_it_is() {
      Outcome<?> refused = Outcome.refused(new ContactRefusal.ContactDeleted(mara.id().value()));

      assertThat(deleted.revision().deletedAt()).isEqualTo(NOW);
      assertThat(deleted.edit(Contacts.content(MARA), NOW)).isEqualTo(refused);
      assertThat(deleted.move(null, NOW)).isEqualTo(refused);
      assertThat(deleted.assign(null, NOW)).isEqualTo(refused);
      assertThat(deleted.note("x", NOW)).isEqualTo(refused);
      assertThat(deleted.delete(NOW)).isEqualTo(Change.none(deleted));
    }

    @Test
    void comes_back_as_it_was() {
      Change<Contact> restored = deleted.restore(NOW);

      assertThat(restored.events()).containsExactly(new ContactEvent.Restored(mara.id()));
      assertThat(restored.next().content()).isEqualTo(mara.content());
      assertThat(restored.next().revision().version()).isEqualTo(3);
      assertThat(restored.next().restore(NOW)).isEqualTo(Change.none(restored.next()));
    }
  }

  @Nested
  class The_facts {

    @Test
    void are_every_filled_field_the_owner_and_the_bin() {
      assertThat(mara.delete(NOW).next().facts())
          .isEqualTo(
              Map.of(
                  "givenName",
                  "Mara",
                  "familyName",
                  "Vogel",
                  "emails",
                  "WORK mara@vogel.example",
                  "owner",
                  OLGA.toString(),
                  "deleted",
                  "true"));
    }
  }
}

package dev.kith.crm.application.intake.duplicates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.Conversions;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.relationship.DeclinedRoles.Declined;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergingContactsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Workspace ada = trial.as(Actors.administrator());
  private final AccountId vogel =
      ada.accounts().create(new Accounts.Create(AccountDraft.named("Vogel"))).orElseThrow().id();
  private final ContactId mara =
      contact(ContactDraft.named("Mara", "Vogel").emails("WORK mara@vogel.example"));
  private final ContactId twin =
      contact(
          ContactDraft.named("M.", "Vogel")
              .emails("HOME MARA@vogel.test (primary)\nWORK Mara@Vogel.example")
              .phones("MOBILE +49 170 1234567")
              .at(vogel));

  @Nested
  class Contacts_that_become_one {

    @Test
    void keep_the_addresses_of_all_the_winners_first_none_twice() {
      merge();
      assertThat(text(ContactField.EMAILS))
          .isEqualTo("WORK mara@vogel.example\nHOME MARA@vogel.test");
      assertThat(text(ContactField.PHONES)).isEqualTo("MOBILE +491701234567");
      assertThat(text(ContactField.ACCOUNT)).isEqualTo(vogel.toString());
      assertThat(text(ContactField.GIVEN_NAME)).isEqualTo("Mara");
    }

    @Test
    void may_take_the_primary_address_of_another() {
      merge(Map.of("emails", twin));
      assertThat(text(ContactField.EMAILS))
          .isEqualTo("HOME MARA@vogel.test\nWORK mara@vogel.example");
    }

    @Test
    void leave_a_tombstone_that_names_the_winner_and_refuses_commands() {
      merge();
      assertThat(ada.contactQueries().standsFor(ada.contactQueries().get(twin).orElseThrow()))
          .isEqualTo(mara);
      Outcome<Contact> refused =
          Outcome.refused(new ContactRefusal.Merged(twin.value(), mara.value()));
      assertThat(ada.people().note(twin, "called")).isEqualTo(refused);
      assertThat(ada.people().restore(twin)).isEqualTo(refused);
      assertThat(ada.people().delete(twin)).isEqualTo(refused);
      assertThat(ada.people().move(twin, null)).isEqualTo(refused);
    }

    @Test
    void show_the_history_of_all_of_them_on_the_winner() {
      merge();
      assertThat(ada.contactQueries().timeline(mara, null, 20).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactlyInAnyOrder(
              "contact.create", "contact.create", "contact.merge", "contact.merge");
    }

    @Test
    void have_each_role_once_and_stay_the_primary_contact() {
      ContactId ben = contact(ContactDraft.named("Ben", ""));
      role(twin, "BILLING", true);
      role(mara, "BILLING", false);
      role(twin, "LEGAL", false);
      role(ben, "CHAMPION", false);
      Merge merge = merge();
      assertThat(roles())
          .containsExactly("Mara Vogel BILLING*", "Ben CHAMPION", "Mara Vogel LEGAL");

      undo(merge).orElseThrow();
      assertThat(roles())
          .containsExactly(
              "M. Vogel BILLING*", "Ben CHAMPION", "M. Vogel LEGAL", "Mara Vogel BILLING");
    }

    @Test
    void do_not_have_the_roles_that_were_declined_of_one_of_them() {
      Target target = new Target(TargetKind.ACCOUNT, vogel.value());
      trial
          .storage
          .transactions()
          .run(() -> {
            trial
                .storage
                .declinedRoles()
                .add(target, new Declined(twin, "LEGAL"), Actors.userId("Olga"), Instant.EPOCH);
            return Outcome.done(true);
          });
      merge();
      assertThat(trial.storage.declinedRoles().of(target))
          .containsExactlyInAnyOrder(new Declined(twin, "LEGAL"), new Declined(mara, "LEGAL"));
    }

    @Test
    void were_the_leads_of_all_of_them() {
      var lead =
          ada.leads()
              .capture(new Leads.Capture(LeadDraft.named("Uta", "Berg").company("Nordlicht")))
              .orElseThrow();
      ada.leads().startWork(lead.id()).orElseThrow();
      ada.leads().qualify(lead.id()).orElseThrow();
      var converted = ada.conversions().convert(Conversions.Convert.of(lead.id())).orElseThrow();
      ContactId made = new ContactId(converted.conversion().contact().id());
      ada.merges().merge(new Merges.Command(mara, List.of(made), Map.of(), Map.of())).orElseThrow();
      assertThat(
              ada.conversions().list(Conversions.Which.into(mara.value()), null, 9).orElseThrow())
          .containsExactly(converted.conversion());
    }
  }

  @Nested
  class Undoing_a_merge {

    @Test
    void gives_everybody_their_own_again_but_for_what_somebody_edited() {
      Merge merge = merge();
      ada.people()
          .edit(
              mara,
              new People.Edit(
                  Map.of(
                      ContactField.EMAILS,
                      Optional.of("WORK mara@vogel.example\nWORK new@vogel.example"),
                      ContactField.ACCOUNT,
                      Optional.empty())))
          .orElseThrow();
      Merge undone = undo(merge).orElseThrow();

      assertThat(text(ContactField.EMAILS))
          .isEqualTo("WORK mara@vogel.example\nWORK new@vogel.example");
      assertThat(text(ContactField.PHONES)).isNull();
      assertThat(undone.status())
          .isEqualTo(new MergeStatus.Undone(undone.status().since(), List.of("account")));
      Contact back = trial.storage.people().find(twin).orElseThrow();
      assertThat(back.mergedInto()).isNull();
      assertThat(ContactField.EMAILS.textOf(back.content()))
          .isEqualTo("HOME MARA@vogel.test\nWORK Mara@vogel.example");
    }

    @Test
    void is_refused_while_somebody_has_a_primary_address_that_would_come_back() {
      Merge merge = merge();
      contact(ContactDraft.named("Other", "").emails("mara@vogel.test"));
      assertThat(((Outcome.Refused<?>) undo(merge)).refusal().code())
          .isEqualTo("contact-email-taken");
    }

    @Test
    void is_refused_while_the_winner_lies_in_the_bin() {
      Merge merge = merge();
      ada.people().delete(mara).orElseThrow();
      assertThat(undo(merge))
          .isEqualTo(Outcome.refused(new ContactRefusal.ContactDeleted(mara.value())));
    }
  }

  private ContactId contact(ContactDraft draft) {
    return ada.people().create(new People.Create(draft)).orElseThrow().id();
  }

  private void role(ContactId contact, String role, boolean primary) {
    ada.contactRoles()
        .relationships()
        .begin(
            new Begin(
                contact,
                new Target(TargetKind.ACCOUNT, vogel.value()),
                RelationshipDraft.of(role),
                primary))
        .orElseThrow();
  }

  private List<String> roles() {
    return ada
        .contactRoles()
        .queries()
        .ofTarget(new Target(TargetKind.ACCOUNT, vogel.value()), Question.NOW)
        .orElseThrow()
        .stream()
        .map(
            v -> v.contactName() + " " + v.relationship().role() + (v.phase().primary() ? "*" : ""))
        .toList();
  }

  private @Nullable String text(ContactField field) {
    return field.textOf(trial.storage.people().find(mara).orElseThrow().content());
  }

  private Merge merge() {
    return merge(Map.of());
  }

  private Merge merge(Map<String, ContactId> fields) {
    return ada.merges()
        .merge(new Merges.Command(mara, List.of(twin), fields, Map.of()))
        .orElseThrow();
  }

  private Outcome<Merge> undo(Merge merge) {
    return ada.merges().undo(merge.id());
  }
}

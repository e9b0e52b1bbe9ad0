package dev.kith.crm.application.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck.Match;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.testkit.AccessWorld;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which accounts look like an account, and which contacts like a contact. */
class FindingAlikeRecordsSpec {

  private final AccessWorld world = new AccessWorld(new MemoryStorage());
  private final Workspace ada = world.asAda();

  @Nested
  class Of_accounts {

    @Test
    void the_same_company_with_another_legal_form_in_the_same_house_is_found() {
      Account first = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      Account other = company("Vogel Windkraft AG", "Hafenstr. 7", "+49 40 1234567");
      company("Meyer Bau", "Ringweg 2", null);

      DuplicateCheck check = ada.recordDuplicates().ofAccount(first.id()).orElseThrow();

      assertThat(check.matches()).extracting(Match::id).containsExactly(other.id().value());
      Match match = check.matches().getFirst();
      assertThat(match.name()).isEqualTo("Vogel Windkraft AG");
      assertThat(match.company()).isEqualTo("Hamburg");
      assertThat(match.decision()).isEqualTo(check.decision()).isNotEqualTo(MatchDecision.NONE);
      assertThat(match.reasons()).extracting(reason -> reason.field()).contains("company", "phone");
      assertThat(match.score()).isGreaterThan(50);
    }

    @Test
    void two_that_were_told_apart_are_not_asked_about_until_it_is_taken_back() {
      Account first = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      Account other = company("Vogel Windkraft AG", "Hafenstr. 7", "+49 40 1234567");
      DistinctPair pair =
          ada.recordDuplicates()
              .tellApart(MergeKind.ACCOUNT, other.id().value(), first.id().value())
              .orElseThrow();

      assertThat(ada.recordDuplicates().ofAccount(first.id()))
          .isEqualTo(Outcome.done(DuplicateCheck.NOTHING));
      assertThat(ada.recordDuplicates().ofAccount(other.id()))
          .isEqualTo(Outcome.done(DuplicateCheck.NOTHING));
      assertThat(ada.recordDuplicates().toldApart(MergeKind.ACCOUNT, first.id().value()))
          .isEqualTo(Outcome.done(List.of(pair)));
      Workspace rep = seeingOwn(Feature.ACCOUNT);
      assertThat(refusal(rep.recordDuplicates().toldApart(MergeKind.ACCOUNT, first.id().value())))
          .isEqualTo(NotFound.of("account", first.id().value()));

      assertThat(ada.duplicates().takeBack(pair.id())).isEqualTo(Outcome.done(pair));
      assertThat(ada.recordDuplicates().ofAccount(first.id()).orElseThrow().matches()).hasSize(1);
    }

    @Test
    void a_draft_is_compared_before_it_is_kept() {
      Account there = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      AccountDraft draft = draft("Vogel Windkraft", "Hafenstraße 7", "040 1234567");

      assertThat(ada.recordDuplicates().ofAccount(draft).orElseThrow().matches())
          .extracting(Match::id)
          .containsExactly(there.id().value());
      assertThat(ada.recordDuplicates().ofAccount(AccountDraft.EMPTY))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void what_is_being_written_is_compared_as_far_as_it_can_be_read() {
      Account there = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      AccountDraft unfinished =
          draft("Vogel Windkraft", "Hafenstraße 7", "04").with(AccountField.EMPLOYEES, "many");

      assertThat(ada.recordDuplicates().ofAccount(unfinished)).isInstanceOf(Outcome.Refused.class);
      assertThat(ada.recordDuplicates().whileWriting(unfinished, null).orElseThrow().matches())
          .extracting(Match::id)
          .containsExactly(there.id().value());
      assertThat(ada.recordDuplicates().whileWriting(AccountDraft.EMPTY, null))
          .isEqualTo(Outcome.done(DuplicateCheck.NOTHING));
    }

    @Test
    void one_that_is_being_changed_is_not_warned_of_itself_nor_of_what_was_told_apart_from_it() {
      Account changed = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      Account apart = company("Vogel Windkraft AG", "Hafenstr. 7", "+49 40 1234567");
      Account other = company("Vogel Windkraft SE", "Hafenstr. 7", "+49 40 1234567");
      ada.recordDuplicates()
          .tellApart(MergeKind.ACCOUNT, changed.id().value(), apart.id().value())
          .orElseThrow();
      AccountDraft draft = draft("Vogel Windkraft", "Hafenstraße 7", "+49 40 1234567");

      assertThat(ada.recordDuplicates().whileWriting(draft, changed.id()).orElseThrow().matches())
          .extracting(Match::id)
          .containsExactly(other.id().value());
      assertThat(
              refusal(
                  seeingOwn(Feature.ACCOUNT).recordDuplicates().whileWriting(draft, changed.id())))
          .isEqualTo(NotFound.of("account", changed.id().value()));
    }

    @Test
    void one_in_the_bin_looks_like_none_and_none_like_it() {
      Account first = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      Account other = company("Vogel Windkraft AG", "Hafenstr. 7", "+49 40 1234567");
      ada.accounts().delete(other.id()).orElseThrow();

      assertThat(ada.recordDuplicates().ofAccount(first.id()))
          .isEqualTo(Outcome.done(DuplicateCheck.NOTHING));
      assertThat(ada.recordDuplicates().ofAccount(other.id()))
          .isEqualTo(Outcome.done(DuplicateCheck.NOTHING));
    }

    @Test
    void what_cannot_be_seen_is_not_told_but_that_it_is_there() {
      Account hers = company("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");
      Workspace rep = seeingOwn(Feature.ACCOUNT);
      AccountDraft same = draft("Vogel Windkraft GmbH", "Hafenstraße 7", "+49 40 1234567");

      assertThat(rep.recordDuplicates().ofAccount(same))
          .isEqualTo(Outcome.done(new DuplicateCheck(MatchDecision.BLOCK, List.of(), true)));
      assertThat(refusal(rep.recordDuplicates().ofAccount(hers.id())))
          .isEqualTo(NotFound.of("account", hers.id().value()));
    }

    @Test
    void somebody_who_sees_no_accounts_learns_nothing() {
      Workspace stranger = seeingOwn(Feature.TASK);
      assertThat(refusal(stranger.recordDuplicates().ofAccount(AccountDraft.named("X"))).code())
          .isEqualTo("forbidden");
    }

    private Account company(String name, String street, @Nullable String phone) {
      return ada.accounts()
          .create(new Accounts.Create(draft(name, street, phone), null))
          .orElseThrow();
    }

    private static AccountDraft draft(String name, String street, @Nullable String phone) {
      return AccountDraft.named(name)
          .with(AccountField.BILLING_STREET, street)
          .with(AccountField.BILLING_POSTAL_CODE, "20457")
          .with(AccountField.BILLING_CITY, "Hamburg")
          .with(AccountField.BILLING_COUNTRY, "DE")
          .with(AccountField.PHONE, phone);
    }
  }

  @Nested
  class Of_contacts {

    @Test
    void a_slip_in_the_name_hides_nobody_with_the_same_number_at_the_same_account() {
      AccountId vogel =
          ada.accounts()
              .create(new Accounts.Create(AccountDraft.named("Vogel Windkraft"), null))
              .orElseThrow()
              .id();
      Contact first = person(named("Catharina", "Brandstetter", vogel));
      Contact other = person(named("Katharina", "Brandstätter", vogel));
      person(ContactDraft.named("Jens", "Petersen").with(ContactField.ACCOUNT, vogel.toString()));

      DuplicateCheck check = ada.recordDuplicates().ofContact(first.id()).orElseThrow();

      assertThat(check.matches()).extracting(Match::id).containsExactly(other.id().value());
      Match match = check.matches().getFirst();
      assertThat(match.name()).isEqualTo("Katharina Brandstätter");
      assertThat(match.company()).isEqualTo("Vogel Windkraft");
      assertThat(match.reasons())
          .extracting(reason -> reason.field())
          .contains("givenName", "familyName", "phone", "company");
      assertThat(
              ada.recordDuplicates()
                  .ofContact(named("Katharina", "Brandstetter", vogel))
                  .orElseThrow()
                  .matches())
          .extracting(Match::id)
          .containsExactlyInAnyOrder(first.id().value(), other.id().value());
    }

    @Test
    void who_is_being_written_down_is_compared_as_far_as_it_can_be_read() {
      Contact there =
          person(ContactDraft.named("Jens", "Petersen").emails("petersen@vogel.example"));
      Contact changed = person(ContactDraft.named("Jens", "Peters"));
      ContactDraft unfinished =
          ContactDraft.named("Jens", "Peters").emails("petersen@vogel.example").phones("+4");

      assertThat(ada.recordDuplicates().ofContact(unfinished)).isInstanceOf(Outcome.Refused.class);
      assertThat(
              ada.recordDuplicates().whileWriting(unfinished, changed.id()).orElseThrow().matches())
          .extracting(Match::id)
          .containsExactly(there.id().value());
      assertThat(refusal(seeingOwn(Feature.TASK).recordDuplicates().whileWriting(unfinished, null)))
          .extracting(Refusal::code)
          .isEqualTo("forbidden");
    }

    @Test
    void each_address_and_number_finds_and_counts_whichever_is_the_main_one() {
      Contact several =
          person(
              ContactDraft.named("Jens", "Petersen")
                  .emails("jens@home.example\nWORK petersen@vogel.example")
                  .phones("+49 40 1111111\nMOBILE +49 170 2222222"));
      Contact other = person(ContactDraft.named("J.", "Petersen").phones("+49 170 2222222"));
      ContactDraft draft = ContactDraft.named("Jens", "Peters").emails("petersen@vogel.example");

      assertThat(ada.recordDuplicates().ofContact(draft).orElseThrow().matches())
          .singleElement()
          .satisfies(match -> {
            assertThat(match.id()).isEqualTo(several.id().value());
            assertThat(match.reasons())
                .anySatisfy(reason -> {
                  assertThat(reason.field()).isEqualTo("email");
                  assertThat(reason.code()).isEqualTo("same");
                });
          });
      assertThat(found(several)).containsExactly(other.id().value());
      assertThat(found(other)).containsExactly(several.id().value());
    }

    private List<UUID> found(Contact contact) {
      return ada.recordDuplicates().ofContact(contact.id()).orElseThrow().matches().stream()
          .map(Match::id)
          .toList();
    }

    @Test
    void what_is_hidden_does_not_count() {
      Contact first =
          person(ContactDraft.named("Catharina", "Brandstetter").phones("+49 40 7654321"));
      person(ContactDraft.named("Katharina", "Brandstätter").phones("+49 40 7654321"));
      int open =
          ada.recordDuplicates().ofContact(first.id()).orElseThrow().matches().getFirst().score();
      Grants masked =
          new Grants(
              Map.of(new Permission(Feature.CONTACT, Action.VIEW), Scope.ALL),
              Set.of("contact.phones"));
      Workspace blind = world.crm.as(Actor.external(new UUID(0, 77), "Blind", masked));

      DuplicateCheck check = blind.recordDuplicates().ofContact(first.id()).orElseThrow();

      assertThat(check.matches())
          .allSatisfy(match -> {
            assertThat(match.reasons())
                .extracting(reason -> reason.field())
                .doesNotContain("phone");
            assertThat(match.score()).isLessThan(open);
          });
    }

    private Contact person(ContactDraft draft) {
      return ada.people().create(new People.Create(draft)).orElseThrow();
    }

    private static ContactDraft named(String given, String family, AccountId account) {
      return ContactDraft.named(given, family)
          .phones("+49 40 7654321")
          .with(ContactField.ACCOUNT, account.toString());
    }
  }

  private Workspace seeingOwn(Feature feature) {
    return world.crm.as(
        Actor.external(
            new UUID(0, 78),
            "Rep",
            new Grants(Map.of(new Permission(feature, Action.VIEW), Scope.OWN), Set.of())));
  }

  private static Refusal refusal(Outcome<?> outcome) {
    if (outcome instanceof Outcome.Refused<?>(var refusal)) {
      return refusal;
    }
    throw new AssertionError("not refused: " + outcome);
  }
}

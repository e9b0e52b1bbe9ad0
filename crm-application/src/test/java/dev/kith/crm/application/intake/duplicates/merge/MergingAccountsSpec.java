package dev.kith.crm.application.intake.duplicates.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.task.Tasks;
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
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MergingAccountsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Workspace ada = trial.as(Actors.administrator());
  private final AccountId vogel =
      account(AccountDraft.named("Vogel GmbH").domains("vogel.example"));
  private final AccountId twin =
      account(
          AccountDraft.named("Vogel Windkraft")
              .domains("windkraft.example vogel.test")
              .with(AccountField.INDUSTRY, "Energy")
              .with(AccountField.BILLING_CITY, "Hamburg")
              .with(AccountField.BILLING_COUNTRY, "DE"));

  @Nested
  class Accounts_that_become_one {

    @Test
    void keep_what_was_picked_else_the_winners_own_and_what_only_others_have() {
      Merge merge = merge(Map.of("name", twin));

      Account now = found(vogel);
      assertThat(now.content().name()).isEqualTo("Vogel Windkraft");
      assertThat(now.content().industry()).isEqualTo("Energy");
      assertThat(now.content().billing().city()).isEqualTo("Hamburg");
      assertThat(now.revision().version()).isEqualTo(2);
      assertThat(merge.taken())
          .extracting(Merge.Taken::field)
          .containsExactly("name", "domains", "industry", "billingCity", "billingCountry");
    }

    @Test
    void have_the_domains_of_all_unless_those_of_one_are_picked() {
      Merge merge = merge(Map.of());
      assertThat(domains()).isEqualTo("vogel.example windkraft.example vogel.test");

      undo(merge).orElseThrow();
      assertThat(domains()).isEqualTo("vogel.example");
      merge(Map.of("domains", twin));
      assertThat(domains()).isEqualTo("windkraft.example vogel.test");
    }

    @Test
    void never_put_an_address_together_of_two() {
      ada.accounts().edit(vogel, edit(AccountField.BILLING_STREET, "Hafenstraße 7")).orElseThrow();
      merge(Map.of());
      assertThat(found(vogel).content().billing().street()).isEqualTo("Hafenstraße 7");
      assertThat(found(vogel).content().billing().city()).isNull();
    }

    @Test
    void leave_a_tombstone_that_names_the_winner_and_refuses_commands() {
      merge(Map.of());
      assertThat(found(twin).mergedInto()).isEqualTo(vogel);
      assertThat(found(twin).revision().isDeleted()).isTrue();
      assertThat(ada.accountQueries().standsFor(ada.accountQueries().get(twin).orElseThrow()))
          .isEqualTo(vogel);
      Outcome<Account> refused =
          Outcome.refused(new AccountRefusal.Merged(twin.value(), vogel.value()));
      assertThat(ada.accounts().note(twin, "called")).isEqualTo(refused);
      assertThat(ada.accounts().restore(twin)).isEqualTo(refused);
      assertThat(ada.accounts().delete(twin)).isEqualTo(refused);
      assertThat(ada.accounts().assign(twin, null)).isEqualTo(refused);
    }

    @Test
    void show_the_history_of_all_of_them_on_the_winner() {
      ada.accounts().note(twin, "called").orElseThrow();
      merge(Map.of());
      assertThat(ada.accountQueries().timeline(vogel, null, 20).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactlyInAnyOrder(
              "account.create", "account.create", "account.note", "account.merge", "account.merge");
    }

    @Test
    void take_along_people_deals_tasks_and_those_in_the_bin() {
      ContactId mara = contact("Mara", twin);
      ContactId gone = contact("Gone", twin);
      ada.people().delete(gone).orElseThrow();
      OpportunityId deal = deal(twin);
      ada.tasks()
          .create(new Tasks.Create(TaskDraft.of("Call").about(Account.subjectOf(twin)), null, null))
          .orElseThrow();
      Merge merge = merge(Map.of());

      assertThat(accountOf(mara)).isEqualTo(vogel);
      assertThat(accountOf(gone)).isEqualTo(vogel);
      assertThat(accountOf(deal)).isEqualTo(vogel);
      assertThat(merge.moved())
          .extracting(Merge.Moved::what)
          .containsExactly("contact", "opportunity", "task");

      undo(merge).orElseThrow();
      assertThat(accountOf(mara)).isEqualTo(twin);
      assertThat(accountOf(gone)).isEqualTo(twin);
      assertThat(accountOf(deal)).isEqualTo(twin);
    }

    @Test
    void are_no_reason_to_ask_who_follows_the_people_of_the_loser() {
      ContactId mara = contact("Mara", twin);
      role(mara, twin, "BILLING", false);
      merge(Map.of());
      trial.crm.runDue();
      assertThat(rolesFor(vogel)).containsExactly("Mara BILLING*");
    }

    @Test
    void have_each_role_once_and_one_primary_contact() {
      ContactId mara = contact("Mara", vogel);
      ContactId ben = contact("Ben", twin);
      role(mara, vogel, "BILLING", true);
      role(ben, twin, "LEGAL", true);
      role(mara, twin, "BILLING", false);
      Merge merge = merge(Map.of());
      assertThat(rolesFor(vogel)).containsExactly("Mara BILLING*", "Ben LEGAL");

      undo(merge).orElseThrow();
      assertThat(rolesFor(vogel)).containsExactly("Mara BILLING*");
      assertThat(rolesFor(twin)).containsExactly("Ben LEGAL*", "Mara BILLING");
    }

    @Test
    void are_found_through_a_chain_of_merges() {
      AccountId last = account(AccountDraft.named("Holding"));
      merge(Map.of());
      merge(last, vogel, Map.of()).orElseThrow();
      assertThat(ada.accountQueries().standsFor(ada.accountQueries().get(twin).orElseThrow()))
          .isEqualTo(last);
      assertThat(ada.accountQueries().timeline(last, null, 20).orElseThrow()).hasSize(7);
    }

    @Test
    void are_not_looked_for_in_the_bin() {
      merge(Map.of());
      assertThat(
              ada.accountQueries()
                  .list(ListQuery.all(ada.accountQueries().fields()).in(ListQuery.Bin.DELETED))
                  .orElseThrow()
                  .items())
          .isEmpty();
    }
  }

  @Nested
  class In_the_hierarchy {

    @Test
    void the_winner_takes_over_what_belongs_to_the_loser() {
      AccountId child = account(AccountDraft.named("Child").parent(twin));
      Merge merge = merge(Map.of());
      assertThat(parentOf(child)).isEqualTo(vogel);
      undo(merge).orElseThrow();
      assertThat(parentOf(child)).isEqualTo(twin);
    }

    @Test
    void a_winner_below_the_loser_comes_to_its_place() {
      AccountId holding = account(AccountDraft.named("Holding"));
      ada.accounts().edit(twin, edit(AccountField.PARENT, holding.toString())).orElseThrow();
      ada.accounts().edit(vogel, edit(AccountField.PARENT, twin.toString())).orElseThrow();
      Merge merge = merge(Map.of());
      assertThat(parentOf(vogel)).isEqualTo(holding);
      undo(merge).orElseThrow();
      assertThat(parentOf(vogel)).isEqualTo(twin);
      assertThat(parentOf(twin)).isEqualTo(holding);
    }

    @Test
    void a_loser_below_the_winner_leaves_it_where_it_is() {
      ada.accounts().edit(twin, edit(AccountField.PARENT, vogel.toString())).orElseThrow();
      Merge merge = merge(Map.of());
      assertThat(parentOf(vogel)).isNull();
      undo(merge).orElseThrow();
      assertThat(parentOf(twin)).isEqualTo(vogel);
    }

    @Test
    void losers_of_which_one_belongs_to_the_other_do_so_again() {
      AccountId child = account(AccountDraft.named("Child").parent(twin));
      Merge merge =
          ada.merges()
              .merge(new Merges.Command(vogel, List.of(child, twin), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(parentOf(vogel)).isNull();
      undo(merge).orElseThrow();
      assertThat(parentOf(child)).isEqualTo(twin);
      assertThat(parentOf(vogel)).isNull();
    }

    @Test
    void none_would_belong_to_itself() {
      AccountId between = account(AccountDraft.named("Between").parent(twin));
      ada.accounts().edit(vogel, edit(AccountField.PARENT, between.toString())).orElseThrow();
      assertThat(refusal(merge(vogel, twin, Map.of())).code()).isEqualTo("account-circular");
      assertThat(found(twin).mergedInto()).isNull();
      assertThat(parentOf(between)).isEqualTo(twin);
    }

    @Test
    void what_comes_out_of_the_bin_belongs_to_the_winner() {
      AccountId child = account(AccountDraft.named("Child").parent(twin));
      ada.accounts().delete(child).orElseThrow();
      merge(Map.of());
      ada.accounts().restore(child).orElseThrow();
      assertThat(parentOf(child)).isEqualTo(vogel);
    }
  }

  @Nested
  class Undoing_a_merge {

    @Test
    void gives_back_what_nobody_edited_since_and_names_what_somebody_did() {
      Merge merge = merge(Map.of("name", twin));
      ada.accounts().edit(vogel, edit(AccountField.INDUSTRY, "Wind")).orElseThrow();
      Merge undone = undo(merge).orElseThrow();

      assertThat(undone.status())
          .isEqualTo(new MergeStatus.Undone(undone.status().since(), List.of("industry")));
      assertThat(found(vogel).content().name()).isEqualTo("Vogel GmbH");
      assertThat(found(vogel).content().industry()).isEqualTo("Wind");
      assertThat(found(vogel).content().billing().city()).isNull();
      assertThat(found(twin).mergedInto()).isNull();
      assertThat(found(twin).revision().isDeleted()).isFalse();
      assertThat(undo(merge))
          .isEqualTo(Outcome.refused(new MergeRefusal.AlreadyUndone(merge.id().value())));
    }

    @Test
    void leaves_what_has_moved_on() {
      ContactId mara = contact("Mara", twin);
      AccountId elsewhere = account(AccountDraft.named("Elsewhere"));
      Merge merge = merge(Map.of());
      ada.people().move(mara, elsewhere).orElseThrow();
      undo(merge).orElseThrow();
      assertThat(accountOf(mara)).isEqualTo(elsewhere);
    }

    @Test
    void is_refused_while_somebody_has_a_domain_that_would_come_back() {
      Merge merge = merge(Map.of("domains", vogel));
      account(AccountDraft.named("Other").domains("vogel.test"));
      assertThat(refusal(undo(merge)).code()).isEqualTo("account-domain-taken");
      assertThat(found(twin).mergedInto()).isEqualTo(vogel);
    }

    @Test
    void is_refused_while_the_winner_is_itself_merged() {
      AccountId last = account(AccountDraft.named("Holding"));
      Merge first = merge(Map.of());
      Merge second = merge(last, vogel, Map.of()).orElseThrow();
      assertThat(undo(first))
          .isEqualTo(Outcome.refused(new AccountRefusal.Merged(vogel.value(), last.value())));
      undo(second).orElseThrow();
      undo(first).orElseThrow();
      assertThat(found(twin).mergedInto()).isNull();
    }
  }

  @Nested
  class Refused {

    @Test
    void if_somebody_edited_one_of_them_since() {
      ada.accounts().note(twin, "new").orElseThrow();
      Merges.Command command = new Merges.Command(vogel, List.of(twin), Map.of(), Map.of(twin, 1L));
      assertThat(ada.merges().merge(command))
          .isEqualTo(Outcome.refused(new StaleVersion("account", twin.toString(), 1, 2)));
      assertThat(
              ada.expecting(7)
                  .merges()
                  .merge(new Merges.Command(vogel, List.of(twin), Map.of(), Map.of())))
          .isEqualTo(Outcome.refused(new StaleVersion("account", vogel.toString(), 7, 1)));
      assertThat(found(vogel).revision().version()).isEqualTo(1);
    }

    @Test
    void for_whoever_may_not_delete_the_others() {
      Actor editor =
          Actors.named(
              "Eve",
              new Grants(
                  Map.of(
                      new Permission(Feature.DUPLICATE, Action.EDIT), Scope.ALL,
                      new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL,
                      new Permission(Feature.ACCOUNT, Action.EDIT), Scope.ALL),
                  Set.of()));
      assertThat(
              trial
                  .as(editor)
                  .merges()
                  .merge(new Merges.Command(vogel, List.of(twin), Map.of(), Map.of())))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("account:delete", "This needs the permission account:delete.")));
    }

    @Test
    void with_a_pick_of_a_field_or_account_that_takes_no_part() {
      Refusal refusal =
          refusal(merge(vogel, twin, Map.of("colour", twin, "name", new AccountId(id()))));
      assertThat(refusal.violations())
          .extracting(v -> v.pointer() + " " + v.code())
          .containsExactlyInAnyOrder("/fields/colour unknown-field", "/fields/name not-one-of");
    }

    @Test
    void with_the_version_of_an_account_that_takes_no_part_so_that_no_slip_hides_a_change() {
      AccountId stranger = new AccountId(id());
      Refusal refusal =
          refusal(
              ada.merges()
                  .merge(new Merges.Command(vogel, List.of(twin), Map.of(), Map.of(stranger, 1L))));
      assertThat(refusal.violations())
          .extracting(v -> v.pointer() + " " + v.code())
          .containsExactly("/versions/" + stranger + " not-one-of");
    }
  }

  private static UUID id() {
    return new UUID(7, 7);
  }

  private AccountId account(AccountDraft draft) {
    return ada.accounts().create(new Accounts.Create(draft)).orElseThrow().id();
  }

  private ContactId contact(String name, AccountId account) {
    return ada.people()
        .create(new People.Create(ContactDraft.named(name, "").at(account)))
        .orElseThrow()
        .id();
  }

  private OpportunityId deal(AccountId account) {
    ada.pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    return ada.opportunities()
        .create(new Opportunities.Create(OpportunityDraft.named("Turbines").account(account)))
        .orElseThrow()
        .id();
  }

  private void role(ContactId contact, AccountId account, String role, boolean primary) {
    ada.contactRoles()
        .relationships()
        .begin(
            new Begin(
                contact,
                new Target(TargetKind.ACCOUNT, account.value()),
                RelationshipDraft.of(role),
                primary))
        .orElseThrow();
  }

  private List<String> rolesFor(AccountId account) {
    return ada
        .contactRoles()
        .queries()
        .ofTarget(new Target(TargetKind.ACCOUNT, account.value()), Question.NOW)
        .orElseThrow()
        .stream()
        .map(
            v -> v.contactName() + " " + v.relationship().role() + (v.phase().primary() ? "*" : ""))
        .toList();
  }

  private @Nullable String domains() {
    return AccountField.DOMAINS.textOf(found(vogel).content());
  }

  private Account found(AccountId id) {
    return trial.storage.accounts().find(id).orElseThrow();
  }

  private @Nullable AccountId parentOf(AccountId id) {
    return found(id).content().parent();
  }

  private @Nullable AccountId accountOf(ContactId id) {
    return trial.storage.people().find(id).orElseThrow().content().account();
  }

  private @Nullable AccountId accountOf(OpportunityId id) {
    return trial.storage.opportunities().find(id).orElseThrow().content().account();
  }

  private static Accounts.Edit edit(AccountField field, String text) {
    return new Accounts.Edit(Map.of(field, Optional.of(text)));
  }

  private Merge merge(Map<String, AccountId> fields) {
    return merge(vogel, twin, fields).orElseThrow();
  }

  private Outcome<Merge> merge(AccountId winner, AccountId loser, Map<String, AccountId> fields) {
    return ada.merges().merge(new Merges.Command(winner, List.of(loser), fields, Map.of()));
  }

  private Outcome<Merge> undo(Merge merge) {
    return ada.merges().undo(merge.id());
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal();
  }
}

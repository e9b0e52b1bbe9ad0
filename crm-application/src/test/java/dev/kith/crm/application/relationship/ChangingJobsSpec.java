package dev.kith.crm.application.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangingJobsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final UserId olga = Actors.userId("Olga");
  private final AccountId vogel = account("Vogel GmbH");
  private final AccountId nordlicht = account("Nordlicht AG");
  private final ContactId mara = contact("Mara", vogel);

  @Test
  void ends_the_roles_where_somebody_was_and_asks_who_comes_after_them() {
    Target turbines = deal("Turbines", vogel);
    Target blades = deal("Blades", nordlicht);
    begin(new Target(TargetKind.ACCOUNT, vogel.value()), "BILLING");
    begin(turbines, "CHAMPION");
    begin(blades, "LEGAL");
    ContactId ben = contact("Ben", vogel);
    trial
        .as(ada)
        .contactRoles()
        .relationships()
        .begin(new Begin(ben, turbines, RelationshipDraft.of("LEGAL"), false))
        .orElseThrow();
    Instant moved = trial.clock.advance(Duration.ofDays(1));
    trial.as(ada).people().move(mara, nordlicht).orElseThrow();
    trial.clock.advance(Duration.ofMinutes(5));
    begin(new Target(TargetKind.ACCOUNT, nordlicht.value()), "BILLING");

    trial.crm.runDue();

    assertThat(roles(Question.NOW)).containsExactly("Blades: Legal", "Nordlicht AG: Billing");
    assertThat(roles(new Question(moved.minusSeconds(1), false)))
        .containsExactly("Blades: Legal", "Turbines: Champion", "Vogel GmbH: Billing");
    assertThat(roles(new Question(moved, false))).containsExactly("Blades: Legal");
    assertThat(
            trial
                .as(ada)
                .contactRoles()
                .queries()
                .ofTarget(turbines, Question.NOW)
                .orElseThrow()
                .stream()
                .map(v -> v.contactName() + (v.phase().primary() ? "*" : "")))
        .containsExactly("Ben*");
    assertThat(tasks()).hasSize(1);
    TaskView task = tasks().getFirst();
    assertThat(task.content().subject()).isEqualTo("Find out who follows Mara");
    assertThat(task.content().notes())
        .contains("Billing for Vogel GmbH", "Champion in Turbines")
        .doesNotContain("Legal");
    assertThat(task.content().related()).isEqualTo(Account.subjectOf(vogel));
    assertThat(task.owner()).isEqualTo(olga);
  }

  @Test
  void asks_nothing_where_nobody_had_a_role() {
    trial.as(ada).people().move(mara, nordlicht).orElseThrow();
    trial.crm.runDue();
    trial.as(ada).people().move(mara, null).orElseThrow();
    trial.crm.runDue();
    trial.as(ada).people().move(mara, vogel).orElseThrow();
    trial.crm.runDue();

    assertThat(tasks()).isEmpty();
  }

  @Test
  void leaves_what_lies_in_the_bin_as_it_is() {
    Target turbines = deal("Turbines", vogel);
    begin(turbines, "CHAMPION");
    trial.as(ada).accounts().delete(vogel).orElseThrow();
    trial.as(ada).opportunities().delete(new OpportunityId(turbines.id())).orElseThrow();
    trial.as(ada).people().move(mara, nordlicht).orElseThrow();

    trial.crm.runDue();

    assertThat(roles(Question.NOW)).containsExactly("Turbines: Champion");
    assertThat(tasks()).isEmpty();
  }

  private List<String> roles(Question question) {
    return trial.as(ada).contactRoles().queries().ofContact(mara, question).orElseThrow().stream()
        .map(view -> view.targetName() + ": " + view.roleName())
        .sorted()
        .toList();
  }

  private List<TaskView> tasks() {
    var queries = trial.as(ada).taskQueries();
    return queries.list(ListQuery.all(queries.fields())).orElseThrow().items();
  }

  private void begin(Target target, String role) {
    trial
        .as(ada)
        .contactRoles()
        .relationships()
        .begin(new Begin(mara, target, RelationshipDraft.of(role), false))
        .orElseThrow();
  }

  private AccountId account(String name) {
    return trial
        .as(ada)
        .accounts()
        .create(new Accounts.Create(AccountDraft.named(name), olga))
        .orElseThrow()
        .id();
  }

  private ContactId contact(String name, AccountId account) {
    return trial
        .as(ada)
        .people()
        .create(new People.Create(ContactDraft.named(name, "").at(account)))
        .orElseThrow()
        .id();
  }

  private Target deal(String name, AccountId account) {
    if (trial.as(ada).pipelines().list().orElseThrow().isEmpty()) {
      trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
    }
    return new Target(
        TargetKind.OPPORTUNITY,
        trial
            .as(ada)
            .opportunities()
            .create(new Opportunities.Create(OpportunityDraft.named(name).account(account)))
            .orElseThrow()
            .id()
            .value());
  }
}

package dev.kith.crm.application.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Accounts, contacts, opportunities, and the tasks about them, given to users of pools. */
class AssigningCustomersSpec {

  private static final UserId OLGA = Actors.userId("Olga");
  private static final UserId PIT = Actors.userId("Pit");

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Workspace kith = trial.as(ada);

  @BeforeEach
  void setUp() {
    kith.pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Test
  void an_account_fits_by_its_country() {
    AssignmentPoolId pool = pool(matching());

    assertThat(assigned(pool, account("Bijou", "FR", null)).owner()).isEqualTo(PIT);
    assertThat(assigned(pool, account("Acme", "DE", null)).owner()).isEqualTo(OLGA);
  }

  @Test
  void a_contact_fits_by_country_and_language() {
    AssignmentPoolId pool = pool(matching());
    Contact french =
        contact(
            ContactDraft.named("Jeanne", "Petit")
                .with(ContactField.LANGUAGE, "fr-CH")
                .with(ContactField.COUNTRY, "FR"));
    Contact nobodys = contact(ContactDraft.named("Eva", "Nowak").with(ContactField.LANGUAGE, "pl"));

    assertThat(kith.people().assignFrom(french.id(), pool).orElseThrow().owner()).isEqualTo(PIT);
    assertThat(kith.people().assignFrom(nobodys.id(), pool).orElseThrow().owner()).isNull();
  }

  @Test
  void an_opportunity_fits_by_the_country_of_its_account() {
    AssignmentPoolId pool = pool(matching());
    Opportunity deal = opportunity(account("Bijou", "FR", null).id());

    assertThat(kith.opportunities().assignFrom(deal.id(), pool).orElseThrow().owner())
        .isEqualTo(PIT);
  }

  @Test
  void whoever_has_the_account_gets_what_belongs_to_it() {
    AssignmentPoolId pool = pool(sticky());
    AccountId acme = account("Acme", "DE", null).id();
    kith.accounts().assign(acme, PIT).orElseThrow();
    Account daughter = account("Acme Daughter", "DE", acme);
    Contact contact =
        contact(ContactDraft.named("Ada", "Byron").with(ContactField.ACCOUNT, acme.toString()));
    Opportunity deal = opportunity(acme);

    for (Subject record : List.of(daughter.subject(), contact.subject(), deal.subject())) {
      var made = kith.assignmentPools().assign(pool, new Assign(record)).orElseThrow();
      assertThat(made.choice().how()).isEqualTo(new How.HasCompany(1));
      assertThat(made.user()).isEqualTo(PIT);
    }
    kith.accounts().delete(account("Gone", "DE", null).id()).orElseThrow();
  }

  @Test
  void a_task_is_assigned_as_the_record_that_it_is_about_would_be() {
    AssignmentPoolId pool = pool(sticky());
    AccountId acme = account("Acme", "DE", null).id();
    kith.accounts().assign(acme, PIT).orElseThrow();
    Opportunity deal = opportunity(acme);

    for (Subject about : List.of(deal.subject(), Account.subjectOf(acme))) {
      Task task =
          kith.tasks()
              .create(new Tasks.Create(TaskDraft.of("Call").about(about), null))
              .orElseThrow();
      assertThat(kith.tasks().assignFrom(task.id(), pool).orElseThrow().owner()).isEqualTo(PIT);
    }
  }

  @Test
  void by_the_least_load_the_open_records_of_the_same_kind_are_counted() {
    AssignmentPoolId pool = pool(leastLoad());
    AccountId acme = account("Acme", "DE", null).id();
    kith.accounts().assign(acme, OLGA).orElseThrow();
    kith.opportunities().assign(opportunity(acme).id(), PIT).orElseThrow();

    assertThat(assigned(pool, account("Other", "DE", null)).owner()).isEqualTo(PIT);
    assertThat(kith.opportunities().assignFrom(opportunity(acme).id(), pool).orElseThrow().owner())
        .isEqualTo(OLGA);
  }

  @Test
  void what_lies_in_the_bin_is_given_to_nobody_and_takes_nobodys_turn() {
    AssignmentPoolId pool = pool(sticky());
    Account gone = account("Gone", "DE", null);
    kith.accounts().delete(gone.id()).orElseThrow();

    assertThat(refusal(kith.accounts().assignFrom(gone.id(), pool))).isEqualTo("account-deleted");
    assertThat(
            trial.as(ada).expecting(9).accounts().assignFrom(account("A", "DE", null).id(), pool))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(assigned(pool, account("First", "DE", null)).owner()).isEqualTo(OLGA);
    assertThat(assigned(pool, account("Second", "DE", null)).owner()).isEqualTo(PIT);
  }

  @Nested
  class A_rule {

    @Test
    void gives_new_accounts_to_users_of_a_pool_and_says_why() {
      rule("account", "", assign("account", pool(inTurn())));
      List<Subject> accounts =
          List.of(account("A", "DE", null).subject(), account("B", "DE", null).subject());
      assertTurnsOf(accounts);
    }

    @Test
    void gives_new_contacts_to_users_of_a_pool() {
      rule("contact", "", assign("contact", pool(inTurn())));
      List<Subject> contacts =
          List.of(
              contact(ContactDraft.named("Ada", "Byron")).subject(),
              contact(ContactDraft.named("Eva", "Nowak")).subject());
      assertTurnsOf(contacts);
    }

    @Test
    void gives_new_opportunities_to_users_of_a_pool() {
      rule("opportunity", "", assign("opportunity", pool(inTurn())));
      AccountId acme = account("Acme", "DE", null).id();
      assertTurnsOf(List.of(opportunity(acme).subject(), opportunity(acme).subject()));
    }

    /** By the terms of the pool, once, and with the reason among what the rule did. */
    private void assertTurnsOf(List<Subject> records) {
      trial.crm.runDue();
      List<EventEnvelope> events =
          trial.storage.outbox().after((@Nullable UUID) null, 1_000).stream()
              .filter(envelope -> envelope.event().type().endsWith(".created.v1"))
              .toList();
      events.forEach(again ->
          trial.storage.outbox().append(List.of(new Outbox.Entry(again, List.of("rules")))));
      assertThat(trial.crm.runDue().deliveries()).isEqualTo(events.size());

      List<Assignment> made =
          kith
              .assignments()
              .list(ListQuery.all(AssignmentView.CATALOGUE))
              .orElseThrow()
              .items()
              .stream()
              .map(AssignmentView::assignment)
              .toList();
      assertThat(made)
          .extracting(Assignment::record, Assignment::user)
          .containsExactlyInAnyOrder(
              tuple(records.getFirst(), OLGA), tuple(records.getLast(), PIT));
      assertThat(steps())
          .containsExactlyInAnyOrder(
              "The "
                  + records.getFirst().type()
                  + " was assigned. It was their turn: turn 1 of 2, of which 1 is theirs and 0"
                  + " came before.",
              "The "
                  + records.getFirst().type()
                  + " was assigned. It was their turn: turn 2 of 2, of which 1 is theirs and 0"
                  + " came before.");
    }

    @Test
    void gives_a_record_to_a_user() {
      for (String type : List.of("account", "contact", "opportunity")) {
        rule(type, "", new RuleStep(type + ".assign", Map.of("owner", PIT.toString())));
      }
      Account acme = account("Acme", "DE", null);
      Contact eva = contact(ContactDraft.named("Eva", "Nowak"));
      Opportunity deal = opportunity(acme.id());
      trial.crm.runDue();
      assertThat(trial.storage.accounts().find(acme.id()).orElseThrow().owner()).isEqualTo(PIT);
      assertThat(trial.storage.people().find(eva.id()).orElseThrow().owner()).isEqualTo(PIT);
      assertThat(trial.storage.opportunities().find(deal.id()).orElseThrow().owner())
          .isEqualTo(PIT);
    }

    @Test
    void keeps_the_reason_where_nobody_can_take_the_record() {
      rule("contact", "", assign("contact", pool(matching())));
      Contact eva = contact(ContactDraft.named("Eva", "Nowak").with(ContactField.LANGUAGE, "pl"));
      trial.crm.runDue();
      assertThat(trial.storage.people().find(eva.id()).orElseThrow().owner()).isNull();
      assertThat(steps())
          .singleElement()
          .asString()
          .startsWith("The contact was not assigned. Nobody");
    }

    @Test
    void fails_at_what_lies_in_the_bin_and_takes_nobodys_turn() {
      AssignmentPoolId pool = pool(inTurn());
      rule("account", "", assign("account", pool));
      Account gone = account("Gone", "DE", null);
      kith.accounts().delete(gone.id()).orElseThrow();
      trial.crm.runDue();
      assertThat(firings()).extracting(Firing::code).containsExactly("account-deleted");
      assertThat(assigned(pool, account("First", "DE", null)).owner()).isEqualTo(OLGA);
    }

    @Test
    void gives_tasks_about_accounts_contacts_and_opportunities_to_users_of_a_pool() {
      AssignmentPoolId pool = pool(inTurn());
      for (String type : List.of("contact", "opportunity")) {
        rule(
            type,
            "",
            new RuleStep(
                "task.create",
                Map.of("subject", "Call {" + type + ".accountName}", "pool", pool.toString())));
      }
      AccountId acme = account("Acme", "DE", null).id();
      contact(ContactDraft.named("Ada", "Byron").with(ContactField.ACCOUNT, acme.toString()));
      opportunity(acme);
      trial.crm.runDue();
      assertThat(kith.taskQueries().list(ListQuery.all(TaskFields.CATALOGUE)).orElseThrow().items())
          .extracting(task -> task.content().subject(), TaskView::owner)
          .containsExactlyInAnyOrder(tuple("Call Acme", OLGA), tuple("Call Acme", PIT));
    }

    @Test
    void knows_contacts_by_what_their_lists_show() {
      rule(
          "contact",
          "'ada@acme.example' in contact.emails && contact.accountName == 'Acme'",
          new RuleStep("contact.assign", Map.of("owner", PIT.toString())));
      AccountId acme = account("Acme", "DE", null).id();
      ContactDraft draft =
          ContactDraft.named("Ada", "Byron").with(ContactField.EMAILS, "Ada@ACME.example");
      Contact there = contact(draft.with(ContactField.ACCOUNT, acme.toString()));
      Contact elsewhere = contact(ContactDraft.named("Eva", "Nowak"));
      trial.crm.runDue();
      assertThat(trial.storage.people().find(there.id()).orElseThrow().owner()).isEqualTo(PIT);
      assertThat(trial.storage.people().find(elsewhere.id()).orElseThrow().owner()).isNull();
    }

    @Test
    void looks_at_contacts_that_moved_and_at_times() {
      active(
          new RuleDraft(
              "Moved",
              "contact",
              List.of("contact.moved.v1"),
              "event.to == contact.account && event.from == '' && 'account' in changed",
              List.of(new RuleStep("contact.assign", Map.of("owner", OLGA.toString()))),
              Repeat.ONCE_PER_STATE_ENTRY,
              0,
              null,
              null));
      active(
          new RuleDraft(
              "Daily",
              "contact",
              List.of(),
              List.of(),
              "",
              "daily 12:00 UTC",
              "contact.owner == ''",
              List.of(new RuleStep("contact.assign", Map.of("owner", PIT.toString()))),
              Repeat.ALWAYS,
              0,
              null,
              null));
      Contact ada = contact(ContactDraft.named("Ada", "Byron"));
      Contact eva = contact(ContactDraft.named("Eva", "Nowak"));
      kith.people().move(ada.id(), account("Acme", "DE", null).id()).orElseThrow();
      trial.crm.runDue();
      assertThat(trial.storage.people().find(ada.id()).orElseThrow().owner()).isEqualTo(OLGA);

      trial.clock.advance(Duration.ofDays(1));
      trial.crm.runDue();
      assertThat(trial.storage.people().find(ada.id()).orElseThrow().owner()).isEqualTo(OLGA);
      assertThat(trial.storage.people().find(eva.id()).orElseThrow().owner()).isEqualTo(PIT);
    }
  }

  private static RuleStep assign(String type, AssignmentPoolId pool) {
    return new RuleStep(type + ".assign", Map.of("pool", pool.toString()));
  }

  /** A rule that acts as soon as such a record is created. */
  private void rule(String type, String condition, RuleStep step) {
    active(
        new RuleDraft(
            "Of each " + type,
            type,
            List.of(type + ".created.v1"),
            condition,
            List.of(step),
            Repeat.ALWAYS,
            0,
            null,
            null));
  }

  private void active(RuleDraft draft) {
    kith.rules().activate(kith.rules().write(draft).orElseThrow().id()).orElseThrow();
  }

  private List<Firing> firings() {
    return kith.rules().firings(ListQuery.all(FiringView.CATALOGUE)).orElseThrow().items().stream()
        .map(FiringView::firing)
        .toList();
  }

  private List<String> steps() {
    return firings().stream()
        .flatMap(firing -> firing.trace().steps().stream())
        .map(Firing.Step::what)
        .toList();
  }

  private static PoolTerms inTurn() {
    return PoolTerms.of("In turn", List.of(PoolMember.of(OLGA, 1), PoolMember.of(PIT, 1)));
  }

  private static String refusal(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).refusal().code();
  }

  private Account assigned(AssignmentPoolId pool, Account account) {
    return kith.accounts().assignFrom(account.id(), pool).orElseThrow();
  }

  private Account account(String name, String country, @Nullable AccountId parent) {
    AccountDraft draft = AccountDraft.named(name).with(AccountField.BILLING_COUNTRY, country);
    return kith.accounts()
        .create(
            new Accounts.Create(
                parent == null ? draft : draft.with(AccountField.PARENT, parent.toString())))
        .orElseThrow();
  }

  private Contact contact(ContactDraft draft) {
    return kith.people().create(new People.Create(draft)).orElseThrow();
  }

  private Opportunity opportunity(AccountId account) {
    return kith.opportunities()
        .create(
            new Opportunities.Create(
                OpportunityDraft.named("Turbines")
                    .with(OpportunityField.ACCOUNT, account.toString()),
                null,
                null,
                null))
        .orElseThrow();
  }

  private AssignmentPoolId pool(PoolTerms terms) {
    AssignmentPool pool = kith.assignmentPools().setUp(terms).orElseThrow();
    return pool.id();
  }

  /** Olga for Germany in German, Pit for France in French. */
  private static PoolTerms matching() {
    return terms(
        Strategy.WEIGHTED_ROUND_ROBIN,
        false,
        Matching.REQUIRED,
        member(OLGA, "DE", "de"),
        member(PIT, "FR", "fr"));
  }

  private static PoolTerms sticky() {
    return terms(
        Strategy.WEIGHTED_ROUND_ROBIN,
        true,
        Matching.OFF,
        PoolMember.of(OLGA, 1),
        PoolMember.of(PIT, 1));
  }

  private static PoolTerms leastLoad() {
    return terms(
        Strategy.LEAST_LOAD, false, Matching.OFF, PoolMember.of(OLGA, 1), PoolMember.of(PIT, 1));
  }

  private static PoolMember member(UserId user, String country, String language) {
    return new PoolMember(
        user,
        1,
        null,
        Set.of(new Country(country)),
        Set.of(new Language(language)),
        null,
        List.of());
  }

  private static PoolTerms terms(
      Strategy strategy, boolean sticky, Matching matching, PoolMember... members) {
    return new PoolTerms(
        "Sales", true, strategy, sticky, matching, matching, null, null, List.of(members));
  }
}

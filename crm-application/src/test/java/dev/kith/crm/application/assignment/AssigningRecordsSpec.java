package dev.kith.crm.application.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.AssignmentPools.Trial;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentEvent;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.AssignmentRefusal.PoolInactive;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.Hindrance;
import dev.kith.crm.domain.assignment.OutOfOffice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The clock stands at a Monday, nine in the morning. */
class AssigningRecordsSpec {

  private static final UserId OLGA = Actors.userId("Olga");
  private static final UserId PIT = Actors.userId("Pit");
  private static final UserId BOSS = Actors.userId("Boss");

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final PoolMember olga = PoolMember.of(OLGA, 1);
  private final PoolMember pit = PoolMember.of(PIT, 1);

  @Nested
  class A_lead_that_is_assigned_from_a_pool {

    private final AssignmentPool pool = setUp(PoolTerms.of("Sales", List.of(olga, pit)));

    @Test
    void gets_its_owner_in_turn_and_everything_that_goes_with_it() {
      Lead first = lead("Acme");
      Assignment made = assign(pool, first);
      assertThat(made.choice())
          .isEqualTo(
              new Choice(
                  OLGA,
                  new How.Turn(1, 2, 1, 0, 2),
                  List.of(new Choice.PassedOver(PIT, new Hindrance.LaterTurn(0, 1)))));
      assertThat(owner(first)).isEqualTo(OLGA);
      assertThat(assign(pool, lead("Bolt")).user()).isEqualTo(PIT);
      assertThat(
              trial.storage.audit().history(first.subject(), null, 10).stream()
                  .map(entry -> entry.action()))
          .containsExactly("lead.assign", "lead.capture");
      assertThat(events().getFirst())
          .isEqualTo(
              new AssignmentEvent.Made(pool.id(), made.id(), first.subject(), OLGA, How.Kind.TURN));
    }

    @Test
    void is_assigned_once_for_an_origin_however_often_that_is_asked_for() {
      Lead lead = lead("Acme");
      Assign command = new Assign(lead.subject(), null, "import/7/row/3");
      Assignment made = pools().assign(pool.id(), command).orElseThrow();
      assertThat(pools().assign(pool.id(), command)).isEqualTo(Outcome.done(made));
      assertThat(assign(pool, lead("Bolt")).user()).isEqualTo(PIT);
      assertThat(list()).hasSize(2);
    }

    @Test
    void is_assigned_once_under_an_idempotency_key() {
      Lead lead = lead("Acme");
      var keyed = trial.as(ada).idempotent("key").assignmentPools();
      Outcome<Assignment> made = keyed.assign(pool.id(), new Assign(lead.subject()));
      assertThat(keyed.assign(pool.id(), new Assign(lead.subject()))).isEqualTo(made);
      assertThat(list()).hasSize(1);
    }

    @Test
    void goes_to_nobody_who_is_out_of_office_by_another_pool() {
      OutOfOffice skiing =
          new OutOfOffice(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 8), null);
      setUp(
          PoolTerms.of(
              "Partners",
              List.of(new PoolMember(OLGA, 1, null, Set.of(), Set.of(), null, List.of(skiing)))));
      Assignment made = assign(pool, lead("Acme"));
      assertThat(made.user()).isEqualTo(PIT);
      assertThat(made.choice().others())
          .containsExactly(
              new Choice.PassedOver(OLGA, new Hindrance.Away(LocalDate.of(2026, 3, 8))));
    }

    @Test
    void can_be_given_to_a_pool_in_place_of_an_owner_at_the_version_that_was_seen() {
      Lead lead = lead("Acme");
      assertThat(code(trial.as(ada).expecting(7).leads().assignFrom(lead.id(), pool.id())))
          .isEqualTo("stale-version");
      assertThat(list()).isEmpty();
      Lead given =
          trial.as(ada).expecting(1).leads().assignFrom(lead.id(), pool.id()).orElseThrow();
      assertThat(given.owner()).isEqualTo(OLGA);
      assertThat(list()).hasSize(1);
      assertThat(code(trial.leads(ada).assignFrom(lead.id(), new AssignmentPoolId(OLGA.value()))))
          .isEqualTo("not-found");
    }

    @Test
    void takes_nobodys_turn_where_giving_it_is_refused() {
      Lead gone = lead("Acme");
      trial.leads(ada).delete(gone.id()).orElseThrow();
      assertThat(code(pools().assign(pool.id(), new Assign(gone.subject()))))
          .isEqualTo("lead-deleted");
      assertThat(list()).isEmpty();
      assertThat(assign(pool, lead("Bolt")).user()).isEqualTo(OLGA);
    }

    @Test
    void goes_to_others_where_somebody_is_no_longer_active_or_has_enough_for_today() {
      AssignmentPool busy =
          setUp(
              PoolTerms.of(
                  "Busy",
                  List.of(new PoolMember(OLGA, 1, 1, Set.of(), Set.of(), null, List.of()), pit)));
      assertThat(Stream.of("A", "B", "C").map(n -> assign(busy, lead(n)).user()))
          .containsExactly(OLGA, PIT, PIT);
      assertThat(list().getFirst().assignment().choice().others().getFirst().why())
          .isEqualTo(new Hindrance.Full(1, 1));
      // The next day begins at midnight on the clock of the business.
      trial.clock.set(Instant.parse("2026-03-02T23:59:59Z"));
      assertThat(assign(busy, lead("D")).user()).isEqualTo(PIT);
      trial.clock.set(Instant.parse("2026-03-03T00:00:00Z"));
      assertThat(assign(busy, lead("E")).user()).isEqualTo(PIT);
      assertThat(assign(busy, lead("F")).user()).isEqualTo(OLGA);
    }

    @Test
    void stays_with_whom_it_is_where_nobody_can_take_it_and_that_is_kept() {
      AssignmentPool closed =
          setUp(hours(PoolTerms.of("Closed", List.of(olga)), calendar("Nights", 22, 23)));
      Lead lead = lead("Acme");
      Assignment made = assign(closed, lead);
      assertThat(made.user()).isNull();
      assertThat(made.choice().how()).isEqualTo(new How.Nobody());
      assertThat(made.choice().others().getFirst().why().words())
          .isEqualTo("not at work until 2026-03-02 22:00 UTC");
      assertThat(owner(lead)).isNull();
      trial.clock.set(Instant.parse("2026-03-02T22:00:00Z"));
      assertThat(assign(closed, lead).user()).isEqualTo(OLGA);
    }

    @Test
    void begins_anew_with_other_weights_and_goes_on_where_only_absences_are_others() {
      assertThat(assign(pool, lead("A")).user()).isEqualTo(OLGA);
      rewrite(pool, PoolTerms.of("Sales team", List.of(olga, pit)));
      assertThat(assign(pool, lead("B")).user()).isEqualTo(PIT);
      assertThat(assign(pool, lead("C")).user()).isEqualTo(OLGA);
      rewrite(pool, PoolTerms.of("Sales team", List.of(PoolMember.of(OLGA, 3), pit)));
      rewrite(pool, PoolTerms.of("Sales team", List.of(olga, pit)));
      assertThat(assign(pool, lead("D")).user()).isEqualTo(OLGA);
    }
  }

  @Nested
  class Whom_a_lead_fits {

    @Test
    void is_known_from_its_country_and_the_language_that_is_said() {
      AssignmentPool pool =
          setUp(
              matching(
                  new PoolMember(
                      OLGA,
                      1,
                      null,
                      Set.of(new Country("DE")),
                      Set.of(new Language("de")),
                      null,
                      List.of()),
                  new PoolMember(
                      PIT,
                      1,
                      null,
                      Set.of(new Country("FR")),
                      Set.of(new Language("fr"), new Language("de")),
                      null,
                      List.of())));
      Lead french = lead(LeadDrafts.company("Bijou").with(LeadField.COUNTRY, "FR"));
      Lead german = lead(LeadDrafts.company("Acme").with(LeadField.COUNTRY, "DE"));
      assertThat(assign(pool, french).user()).isEqualTo(PIT);
      assertThat(assign(pool, german).user()).isEqualTo(OLGA);
      Assignment nobody =
          pools()
              .assign(pool.id(), new Assign(german.subject(), new Language("fr"), null))
              .orElseThrow();
      assertThat(nobody.choice().others().stream().map(other -> other.why().words()))
          .containsExactly("does not speak French", "not for Germany");
    }

    @Test
    void is_whoever_has_it_or_most_others_of_its_company() {
      AssignmentPool pool = setUp(sticky(olga, pit));
      Lead first = lead("Acme Ltd");
      trial.leads(ada).assign(first.id(), PIT).orElseThrow();
      assertThat(assign(pool, lead("ACME LTD")).choice().how()).isEqualTo(new How.HasCompany(1));
      assertThat(owner(lead("Other"))).isNull();
      assertThat(assign(pool, first).choice().how()).isEqualTo(new How.HasIt());
      assertThat(assign(pool, lead("Other")).user()).isEqualTo(OLGA);
    }

    @Test
    void is_whoever_has_the_fewest_open_leads() {
      AssignmentPool pool = setUp(leastLoad(olga, pit));
      trial.leads(ada).assign(lead("A").id(), OLGA).orElseThrow();
      Assignment made = assign(pool, lead("B"));
      assertThat(made.choice())
          .isEqualTo(
              new Choice(
                  PIT,
                  new How.LeastLoad(0, 1, 2),
                  List.of(new Choice.PassedOver(OLGA, new Hindrance.MoreToDo(1, 1)))));
    }
  }

  @Nested
  class A_task {

    @Test
    void is_assigned_as_the_lead_that_it_is_about_would_be() {
      AssignmentPool pool = setUp(sticky(olga, pit));
      Lead lead = lead("Acme");
      trial.leads(ada).assign(lead.id(), PIT).orElseThrow();
      Task task =
          trial
              .as(ada)
              .tasks()
              .create(new Create(TaskDraft.of("Call").about(lead.subject()), null))
              .orElseThrow();
      Assignment made = pools().assign(pool.id(), new Assign(task.subject())).orElseThrow();
      assertThat(made.user()).isEqualTo(PIT);
      assertThat(trial.as(ada).taskQueries().get(task.id()).orElseThrow().owner()).isEqualTo(PIT);
      assertThat(list().getFirst().recordName()).isEqualTo("Call");
    }

    @Test
    void goes_to_whoever_has_the_fewest_open_tasks() {
      AssignmentPool pool = setUp(leastLoad(olga, pit));
      Task task = task("Call");
      trial.as(ada).tasks().create(new Create(TaskDraft.of("Other"), OLGA)).orElseThrow();
      assertThat(pools().assign(pool.id(), new Assign(task.subject())).orElseThrow().choice().how())
          .isEqualTo(new How.LeastLoad(0, 1, 2));
    }
  }

  @Nested
  class A_rule {

    private final AssignmentPool pool = setUp(PoolTerms.of("Sales", List.of(olga, pit)));

    @Test
    void assigns_new_leads_from_a_pool_and_says_why() {
      rule(new RuleStep("lead.assign", Map.of("pool", pool.id().toString())));
      List<Lead> leads = Stream.of("A", "B", "C").map(AssigningRecordsSpec.this::lead).toList();
      trial.crm.runDue();
      assertThat(leads.stream().map(AssigningRecordsSpec.this::owner))
          .containsExactly(OLGA, PIT, OLGA);
      assertThat(steps())
          .contains(
              "The lead was assigned. It was their turn: turn 1 of 2, of which 1 is theirs and 0"
                  + " came before.");
      trial.crm.runDue();
      assertThat(list()).hasSize(3).allMatch(view -> view.assignment().origin() != null);
    }

    @Test
    void creates_tasks_of_somebody_of_a_pool() {
      rule(
          new RuleStep(
              "task.create", Map.of("subject", "Call {lead.name}", "pool", pool.id().toString())));
      lead("A");
      lead("B");
      trial.crm.runDue();
      assertThat(tasks()).extracting(TaskView::owner).containsExactlyInAnyOrder(OLGA, PIT);
      assertThat(list())
          .extracting(view -> view.assignment().record().type())
          .containsExactly("task", "task");
    }

    @Test
    void creates_a_task_of_nobody_where_nobody_can_take_it() {
      AssignmentPool closed =
          setUp(hours(PoolTerms.of("Closed", List.of(olga)), calendar("Nights", 22, 23)));
      rule(new RuleStep("task.create", Map.of("subject", "Call", "pool", closed.id().toString())));
      lead("A");
      trial.crm.runDue();
      assertThat(tasks()).extracting(TaskView::owner).containsExactly((UserId) null);
    }

    @Test
    void fails_visibly_where_there_is_no_such_pool_any_more() {
      rule(new RuleStep("lead.assign", Map.of("pool", pool.id().toString())));
      pools().delete(pool.id()).orElseThrow();
      Lead lead = lead("A");
      trial.crm.runDue();
      assertThat(owner(lead)).isNull();
      assertThat(firings())
          .extracting(f -> f.firing().reason())
          .containsExactly(NotFound.of("assignment-pool", pool.id().value()).detail());
    }

    @Test
    void says_either_an_owner_or_a_pool() {
      assertThat(problems(Map.of())).containsExactly("/then/0/parameters/owner required");
      assertThat(problems(Map.of("owner", OLGA.toString(), "pool", pool.id().toString())))
          .containsExactly("/then/0/parameters/pool one-of");
      assertThat(problems(Map.of("pool", "Sales")))
          .containsExactly("/then/0/parameters/pool parameter");
    }

    private List<String> problems(Map<String, String> parameters) {
      return trial.as(ada).rules().write(draft(new RuleStep("lead.assign", parameters)))
              instanceof Outcome.Refused<?>(var refusal)
          ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
          : List.of();
    }
  }

  @Nested
  class Trying_a_pool_out {

    @Test
    void says_who_would_be_next_and_takes_no_turn() {
      AssignmentPool pool = setUp(PoolTerms.of("Sales", List.of(olga, pit)));
      Lead lead = lead("Acme");
      for (int i = 0; i < 3; i++) {
        assertThat(
                pools()
                    .tryOut(pool.id(), new Trial(lead.subject(), null, null))
                    .orElseThrow()
                    .choice()
                    .user())
            .isEqualTo(OLGA);
      }
      assertThat(owner(lead)).isNull();
      assertThat(list()).isEmpty();
    }

    @Test
    void can_be_done_with_a_country_alone() {
      AssignmentPool pool =
          setUp(
              matching(
                  new PoolMember(
                      OLGA, 1, null, Set.of(new Country("DE")), Set.of(), null, List.of()),
                  new PoolMember(
                      PIT, 1, null, Set.of(new Country("FR")), Set.of(), null, List.of())));
      assertThat(
              pools()
                  .tryOut(pool.id(), new Trial(null, new Country("FR"), null))
                  .orElseThrow()
                  .choice()
                  .user())
          .isEqualTo(PIT);
    }
  }

  @Nested
  class Keeping_a_pool {

    @Test
    void is_refused_with_everything_that_is_not_there() {
      UserId gone = new UserId(new UUID(0, 404));
      TrialCrm strict = new TrialCrm();
      var real =
          Crm.on(strict.storage)
              .clock(strict.clock)
              .owners(user -> !user.equals(gone))
              .background(false)
              .start()
              .as(ada)
              .assignmentPools();
      BusinessCalendarId nowhere = new BusinessCalendarId(new UUID(0, 405));
      PoolTerms terms =
          new PoolTerms(
              "",
              true,
              Strategy.LEAST_LOAD,
              false,
              Matching.OFF,
              Matching.OFF,
              nowhere,
              gone,
              List.of(
                  PoolMember.of(gone, 0),
                  new PoolMember(OLGA, 1, null, Set.of(), Set.of(), nowhere, List.of())));
      assertThat(
              real.setUp(terms) instanceof Outcome.Refused<?>(var refusal)
                  ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code())
                  : Stream.<String>of())
          .containsExactlyInAnyOrder(
              "/name required",
              "/members/0/weight out-of-range",
              "/calendar unknown-calendar",
              "/fallback unknown-user",
              "/members/0/user unknown-user",
              "/members/1/calendar unknown-calendar");
    }

    @Test
    void is_still_possible_when_a_member_is_no_longer_active() {
      AssignmentPool pool = setUp(PoolTerms.of("Sales", List.of(olga, pit)));
      var later =
          Crm.on(trial.storage)
              .clock(trial.clock)
              .owners(user -> !user.equals(OLGA))
              .background(false)
              .start()
              .as(ada)
              .assignmentPools();
      later.rewrite(pool.id(), PoolTerms.of("Other", List.of(olga, pit))).orElseThrow();
      Assignment made = later.assign(pool.id(), new Assign(lead("A").subject())).orElseThrow();
      assertThat(made.user()).isEqualTo(PIT);
      assertThat(made.choice().others().getFirst().why()).isEqualTo(new Hindrance.NotActive());
    }

    @Test
    void under_a_name_that_is_taken_is_refused_and_pools_are_listed_by_name() {
      AssignmentPool one = setUp(PoolTerms.of("b", List.of(olga)));
      AssignmentPool other = setUp(PoolTerms.of("A", List.of(olga)));
      assertThat(code(pools().setUp(PoolTerms.of("B", List.of(pit))))).isEqualTo("name-taken");
      assertThat(pools().list().orElseThrow()).containsExactly(other, one);
      pools().delete(one.id()).orElseThrow();
      assertThat(pools().list().orElseThrow()).containsExactly(other);
      assertThat(code(pools().get(one.id()))).isEqualTo("not-found");
      assertThat(code(pools().rewrite(one.id(), one.terms()))).isEqualTo("not-found");
      assertThat(code(pools().assign(one.id(), new Assign(lead("A").subject()))))
          .isEqualTo("not-found");
    }

    @Test
    void that_is_not_active_means_that_nothing_is_assigned_from_it() {
      PoolTerms terms = PoolTerms.of("Sales", List.of(olga));
      AssignmentPool pool =
          setUp(
              new PoolTerms(
                  terms.name(),
                  false,
                  terms.strategy(),
                  false,
                  Matching.OFF,
                  Matching.OFF,
                  null,
                  null,
                  terms.members()));
      assertThat(pools().assign(pool.id(), new Assign(lead("A").subject())))
          .isEqualTo(Outcome.refused(new PoolInactive(pool.id())));
    }
  }

  @Nested
  class Permissions {

    private final AssignmentPool pool = setUp(PoolTerms.of("Sales", List.of(olga)));

    @Test
    void looking_needs_to_view_and_keeping_to_administer_on_all() {
      Actor viewer =
          Actors.named(
              "Viewer", Grants.of(new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.OWN));
      var asViewer = trial.as(viewer).assignmentPools();
      assertThat(asViewer.list().orElseThrow()).containsExactly(pool);
      assertThat(code(asViewer.setUp(pool.terms()))).isEqualTo("forbidden");
      assertThat(code(asViewer.delete(pool.id()))).isEqualTo("forbidden");
      assertThat(code(trial.as(Actors.stranger()).assignmentPools().list())).isEqualTo("forbidden");
      assertThat(code(trial.as(Actors.stranger()).assignmentPools().get(pool.id())))
          .isEqualTo("forbidden");
    }

    @Test
    void assigning_needs_to_see_the_pool_and_to_assign_the_record() {
      Lead lead = lead("A");
      Actor viewer =
          Actors.named(
              "Viewer",
              new Grants(
                  Map.of(
                      new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.ALL,
                      new Permission(Feature.LEAD, Action.VIEW), Scope.ALL),
                  Set.of()));
      assertThat(trial.as(viewer).assignmentPools().assign(pool.id(), new Assign(lead.subject())))
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
      Actor blind =
          Actors.named(
              "Blind", Grants.of(new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.ALL));
      assertThat(trial.as(blind).assignmentPools().assign(pool.id(), new Assign(lead.subject())))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.id().value())));
      assertThat(
              code(
                  trial
                      .as(blind)
                      .assignmentPools()
                      .tryOut(pool.id(), new Trial(lead.subject(), null, null))))
          .isEqualTo("not-found");
      assertThat(code(pools().assign(pool.id(), new Assign(new Subject("user", OLGA.value())))))
          .isEqualTo("not-found");
    }

    @Test
    void whoever_sees_their_own_sees_what_was_given_to_them() {
      Assignment hers = assign(pool, lead("A"));
      Actor asOlga =
          Actors.named(
              "Olga", Grants.of(new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.OWN));
      Actor asPit =
          Actors.named(
              "Pit", Grants.of(new Permission(Feature.ASSIGNMENT, Action.VIEW), Scope.OWN));
      AssignmentView seen = trial.as(asOlga).assignments().get(hers.id()).orElseThrow();
      assertThat(seen.assignment()).isEqualTo(hers);
      // Olga may see the assignment, but no leads.
      assertThat(seen.recordName()).isNull();
      assertThat(trial.as(ada).assignments().get(hers.id()).orElseThrow().recordName())
          .isEqualTo("A");
      assertThat(trial.as(asOlga).assignments().explain(hers.id()).orElseThrow().choice())
          .isEqualTo(hers.choice());
      assertThat(code(trial.as(asPit).assignments().explain(hers.id()))).isEqualTo("not-found");
      assertThat(code(trial.as(ada).assignments().get(new AssignmentId(new UUID(0, 1)))))
          .isEqualTo("not-found");
    }
  }

  private AssignmentPools pools() {
    return trial.as(ada).assignmentPools();
  }

  private AssignmentPool setUp(PoolTerms terms) {
    return pools().setUp(terms).orElseThrow();
  }

  private void rewrite(AssignmentPool pool, PoolTerms terms) {
    pools().rewrite(pool.id(), terms).orElseThrow();
  }

  private Assignment assign(AssignmentPool pool, Lead lead) {
    return pools().assign(pool.id(), new Assign(lead.subject())).orElseThrow();
  }

  private Lead lead(String company) {
    return lead(LeadDrafts.company(company));
  }

  private Lead lead(LeadDraft draft) {
    return trial.leads(ada).capture(new Capture(draft)).orElseThrow();
  }

  private Task task(String subject) {
    return trial.as(ada).tasks().create(new Create(TaskDraft.of(subject), null)).orElseThrow();
  }

  private @Nullable UserId owner(Lead lead) {
    return trial.queries(ada).get(lead.id()).orElseThrow().owner();
  }

  private List<AssignmentView> list() {
    return trial
        .as(ada)
        .assignments()
        .list(ListQuery.all(AssignmentView.CATALOGUE))
        .orElseThrow()
        .items();
  }

  private List<TaskView> tasks() {
    return trial
        .as(ada)
        .taskQueries()
        .list(ListQuery.all(TaskFields.CATALOGUE))
        .orElseThrow()
        .items();
  }

  private List<FiringView> firings() {
    return trial.as(ada).rules().firings(ListQuery.all(FiringView.CATALOGUE)).orElseThrow().items();
  }

  private List<String> steps() {
    return firings().stream()
        .flatMap(view -> view.firing().trace().steps().stream())
        .map(step -> step.what())
        .toList();
  }

  private List<AssignmentEvent.Made> events() {
    return trial.storage.outbox().after((@Nullable UUID) null, 1_000).stream()
        .map(EventEnvelope::event)
        .filter(AssignmentEvent.Made.class::isInstance)
        .map(AssignmentEvent.Made.class::cast)
        .toList();
  }

  private void rule(RuleStep step) {
    var rules = trial.as(ada).rules();
    rules.activate(rules.write(draft(step)).orElseThrow().id()).orElseThrow();
  }

  private static RuleDraft draft(RuleStep step) {
    return new RuleDraft(
        "Assign",
        "lead",
        List.of("lead.captured.v1"),
        "",
        List.of(step),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private BusinessCalendarId calendar(String name, int from, int to) {
    return trial
        .as(ada)
        .businessCalendars()
        .draw(
            new CalendarDraft(
                name,
                "UTC",
                Map.of(
                    DayOfWeek.MONDAY,
                    List.of(new Shift(LocalTime.of(from, 0), LocalTime.of(to, 0)))),
                List.of()))
        .orElseThrow()
        .id();
  }

  private static PoolTerms hours(PoolTerms terms, BusinessCalendarId calendar) {
    return new PoolTerms(
        terms.name(),
        true,
        terms.strategy(),
        false,
        Matching.OFF,
        Matching.OFF,
        calendar,
        null,
        terms.members());
  }

  private static PoolTerms matching(PoolMember... members) {
    return new PoolTerms(
        "Matching",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        false,
        Matching.REQUIRED,
        Matching.REQUIRED,
        null,
        null,
        List.of(members));
  }

  private static PoolTerms sticky(PoolMember... members) {
    return new PoolTerms(
        "Sticky",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        true,
        Matching.OFF,
        Matching.OFF,
        null,
        null,
        List.of(members));
  }

  private static PoolTerms leastLoad(PoolMember... members) {
    return new PoolTerms(
        "Least load",
        true,
        Strategy.LEAST_LOAD,
        false,
        Matching.OFF,
        Matching.OFF,
        null,
        null,
        List.of(members));
  }

  private static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "";
  }
}

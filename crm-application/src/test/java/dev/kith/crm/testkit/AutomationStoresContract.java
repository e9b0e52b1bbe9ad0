package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.application.automation.AbsencePlans.Plan;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.automation.Firing.Step;
import dev.kith.crm.application.automation.Firing.Trace;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.RuleStore.Version;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.RuleView.ShadowCounts;
import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.automation.Trigger;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link RuleStore} and {@link FiringStore} promise. */
public interface AutomationStoresContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void a_rule_comes_back_as_it_was_with_every_version_of_its_content() {
    Rule draft = add("Greet „Köln“");
    assertThat(rules().find(draft.id())).contains(draft);

    Rule active = keep(draft.activate(NOW.plusSeconds(1)).orElseThrow().next());
    Rule next =
        keep(
            active
                .rewrite(active.name(), content("lead.score > 5", 7), NOW.plusSeconds(2))
                .orElseThrow()
                .next());
    Rule suspended = keep(next.suspend("circle", NOW.plusSeconds(3)).next());
    assertThat(rules().find(draft.id())).contains(suspended);
    assertThat(rules().versions(draft.id()))
        .containsExactly(
            new Version(2, next.content(), NOW.plusSeconds(2)),
            new Version(1, draft.content(), NOW));
    assertThat(storage().transactions().run(() -> rules().update(suspended)))
        .isEqualTo(Outcome.refused(new StaleVersion("rule", draft.id().toString(), 3, 4)));
    assertThat(rules().find(new RuleId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void those_that_act_are_known_and_each_change_changes_the_stamp() {
    long before = rules().stamp();
    Rule draft = add("acting");
    long added = rules().stamp();
    Rule active = keep(draft.activate(NOW).orElseThrow().next());
    long activated = rules().stamp();
    assertThat(List.of(before, added, activated)).doesNotHaveDuplicates();
    assertThat(rules().looking()).contains(active);

    keep(active.delete(NOW).next());
    assertThat(rules().looking()).extracting(Rule::id).doesNotContain(active.id());
    assertThat(rules().stamp()).isNotEqualTo(activated);
  }

  @Test
  default void they_are_listed_by_name_with_what_they_did() {
    Rule b = add("Listed b");
    Rule a = add("listed A");
    keep(add("listed aa").delete(NOW).next());
    Firing firing = firing(b, Leads.anId().value(), UUID.randomUUID(), Result.FIRED, null);
    assertThat(added(firing)).isTrue();

    ListQuery query = ListQuery.all(RuleView.CATALOGUE).searching("LISTED");
    assertThat(rules().list(query).items())
        .containsExactly(view(a, null, 0), view(b, firing.at(), 1));
    assertThat(rules().view(b.id())).contains(view(b, firing.at(), 1));
    assertThat(rules().list(query.where(parsed("status eq 'ACTIVE'"))).items()).isEmpty();
    assertThat(rules().list(query.where(parsed("priority eq 3 and number eq 1"))).items())
        .hasSize(2);
  }

  private static RuleView view(Rule rule, @Nullable Instant lastFiredAt, long firings) {
    return new RuleView(rule, lastFiredAt, firings, ShadowCounts.NONE);
  }

  @Test
  default void a_rule_in_shadow_looks_and_comes_back_with_its_end() {
    Rule draft = add("Watched");
    Rule endless = keep(draft.shadow(null, NOW).orElseThrow().next());
    assertThat(rules().find(draft.id())).contains(endless);
    assertThat(rules().looking()).contains(endless);
    Rule ending = keep(endless.shadow(NOW.plusSeconds(60), NOW).orElseThrow().next());
    assertThat(rules().find(draft.id())).contains(ending);
    assertThat(keep(ending.pause(NOW).orElseThrow().next()).isLooking()).isFalse();
    assertThat(rules().looking()).extracting(Rule::id).doesNotContain(draft.id());
  }

  @Test
  default void what_it_would_have_done_in_shadow_is_counted_apart_for_its_present_version() {
    Rule draft = add("Counted apart");
    Rule rule = keep(draft.shadow(null, NOW).orElseThrow().next());
    UUID lead = Leads.anId().value();
    Subject record = new Subject("lead", lead);
    String once = "shadow/" + lead;
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.WOULD_FIRE, once))).isTrue();
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.WOULD_FIRE, null))).isTrue();
    assertThat(
            added(firing(rule, Leads.anId().value(), UUID.randomUUID(), Result.WOULD_FAIL, null)))
        .isTrue();
    assertThat(firings().hasHappened(once)).isTrue();
    assertThat(firings().hasHappened(once + "/other")).isFalse();
    assertThat(firings().count(rule.id(), record, NOW, true)).isEqualTo(2);
    assertThat(firings().count(rule.id(), record, NOW, false)).isZero();
    ShadowCounts counts = new ShadowCounts(2, 1, 1);
    assertThat(rules().view(rule.id())).contains(new RuleView(rule, null, 0, counts));

    Rule active = keep(rule.activate(NOW.plusSeconds(5)).orElseThrow().next());
    assertThat(rules().view(rule.id())).contains(new RuleView(active, null, 0, counts));
    Rule again = keep(active.shadow(null, NOW.plusSeconds(9)).orElseThrow().next());
    assertThat(rules().view(rule.id())).contains(view(again, null, 0));
    Rule next =
        keep(
            again
                .rewrite("Counted apart", content("lead.score > 5", 7), NOW.plusSeconds(10))
                .orElseThrow()
                .next());
    assertThat(rules().view(rule.id())).contains(view(next, null, 0));
  }

  @Test
  default void a_firing_is_kept_once_for_its_rule_version_event_and_record() {
    Rule rule = add("once");
    UUID lead = Leads.anId().value();
    UUID event = UUID.randomUUID();
    assertThat(added(firing(rule, lead, event, Result.FIRED, null))).isTrue();
    assertThat(added(firing(rule, lead, event, Result.FIRED, null))).isFalse();
    assertThat(added(firing(rule, lead, event, Result.FAILED, null))).isFalse();
    assertThat(added(firing(rule, Leads.anId().value(), event, Result.FIRED, null))).isTrue();
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.FIRED, null))).isTrue();
    Subject record = new Subject("lead", lead);
    assertThat(firings().count(rule.id(), record, NOW, false)).isEqualTo(2);
    assertThat(firings().count(rule.id(), record, NOW.plusSeconds(1), false)).isZero();
  }

  @Test
  default void what_may_happen_once_happens_once() {
    Rule rule = add("once ever");
    UUID lead = Leads.anId().value();
    String once = rule.id() + "/" + lead;
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.FAILED, null))).isTrue();
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.FIRED, once))).isTrue();
    assertThat(added(firing(rule, lead, UUID.randomUUID(), Result.FIRED, once))).isFalse();
  }

  @Test
  default void a_firing_that_is_undone_leaves_no_trace_and_one_that_is_told_of_keeps_it() {
    Rule rule = add("told");
    UUID lead = Leads.anId().value();
    UUID event = UUID.randomUUID();
    Firing firing = firing(rule, lead, event, Result.FIRED, null);
    storage()
        .transactions()
        .run(() -> {
          firings().add(firing);
          return Outcome.refused(new StaleVersion("rule", "", 1, 2));
        });
    assertThat(added(firing)).isTrue();
    Trace trace = new Trace(Map.of("lead.company", "„A“"), List.of(new Step("lead.note", "done")));
    kept(() -> {
      firings().tell(firing.id(), trace);
      return Outcome.done(firing);
    });
    ListQuery query =
        ListQuery.all(FiringView.CATALOGUE)
            .where(
                FilterParser.parse(
                        FiringView.CATALOGUE,
                        "rule eq '"
                            + rule.id()
                            + "' and outcome eq 'FIRED' and recordType eq 'lead' and recordId eq '"
                            + lead
                            + "' and event eq '"
                            + event
                            + "' and eventType startsWith 'lead.' and ruleVersion eq 1")
                    .orElseThrow());
    assertThat(firings().list(query).items())
        .containsExactly(
            new FiringView(
                new Firing(
                    firing.id(),
                    firing.rule(),
                    1,
                    firing.record(),
                    event,
                    firing.eventType(),
                    firing.at(),
                    Result.FIRED,
                    null,
                    null,
                    trace,
                    null),
                "told"));
  }

  @Test
  default void a_firing_that_failed_is_opened_again_once_and_may_fail_again() {
    Rule rule = add("again");
    UUID lead = Leads.anId().value();
    Firing failed = firing(rule, lead, UUID.randomUUID(), Result.FAILED, null);
    Firing fired = firing(rule, lead, UUID.randomUUID(), Result.FIRED, "taken/" + lead);
    assertThat(added(failed)).isTrue();
    assertThat(added(fired)).isTrue();
    assertThat(firings().find(failed.id())).contains(new FiringView(failed, "again"));
    assertThat(firings().find(UUID.randomUUID())).isEmpty();

    assertThat(reopened(fired, null)).as("it did not fail").isFalse();
    assertThat(reopened(failed, fired.once())).as("what may happen once has happened").isFalse();
    assertThat(reopened(failed, "free/" + lead)).isTrue();
    assertThat(reopened(failed, "free/" + lead)).isFalse();
    Firing open = firings().find(failed.id()).orElseThrow().firing();
    assertThat(open.outcome()).isEqualTo(Result.FIRED);
    assertThat(open.reason()).isNull();
    assertThat(open.once()).isEqualTo("free/" + lead);

    Trace trace = new Trace(Map.of(), List.of(new Step("lead.note", "no again")));
    kept(() -> {
      firings().failAgain(failed.id(), "no again", "invalid", trace);
      return Outcome.done(failed);
    });
    Firing again = firings().find(failed.id()).orElseThrow().firing();
    assertThat(again.outcome()).isEqualTo(Result.FAILED);
    assertThat(again.reason()).isEqualTo("no again");
    assertThat(again.trace()).isEqualTo(trace);
    assertThat(again.once()).isNull();
    assertThat(reopened(failed, null)).isTrue();
  }

  private boolean reopened(Firing firing, @Nullable String once) {
    return kept(() -> Outcome.done(firings().reopen(firing.id(), once)));
  }

  @Test
  default void a_rule_waits_for_a_record_once_and_is_taken_off_when_it_is_due() {
    RuleId rule = new RuleId(Leads.anId().value());
    Plan late = plan(rule, NOW.plusSeconds(20));
    Plan early = plan(rule, NOW.plusSeconds(10));
    kept(() -> {
      plans().put(plan(rule, NOW, late.record()));
      plans().put(late);
      plans().put(early);
      plans().put(plan(rule, NOW, new Subject("lead", new UUID(1, 1))));
      plans().drop(rule, new Subject("lead", new UUID(1, 1)));
      return Outcome.done(rule);
    });
    assertThat(plans().nextDue()).contains(early.due());
    assertThat(taken(NOW.plusSeconds(9))).isEmpty();
    storage()
        .transactions()
        .run(() -> {
          plans().takeNext(NOW.plusSeconds(20));
          return Outcome.refused(new StaleVersion("rule", "", 1, 2));
        });
    assertThat(taken(NOW.plusSeconds(20))).contains(early);
    assertThat(taken(NOW.plusSeconds(20))).contains(late);
    assertThat(taken(NOW.plusSeconds(20))).isEmpty();
    assertThat(plans().nextDue()).isEmpty();
  }

  @Test
  default void a_rule_that_looks_at_times_has_one_plan_which_is_taken_off_when_it_is_due() {
    RuleId rule = new RuleId(Leads.anId().value());
    RuleId other = new RuleId(Leads.anId().value());
    var early = new SchedulePlans.Plan(rule, 2, NOW.plusSeconds(10), UUID.randomUUID());
    var late = new SchedulePlans.Plan(other, 1, NOW.plusSeconds(20), null);
    var gone = new SchedulePlans.Plan(new RuleId(Leads.anId().value()), 1, NOW, null);
    kept(() -> {
      schedulePlans().put(new SchedulePlans.Plan(rule, 1, NOW, null));
      schedulePlans().put(early);
      schedulePlans().put(late);
      schedulePlans().put(gone);
      schedulePlans().drop(gone.rule());
      return Outcome.done(rule);
    });
    assertThat(schedulePlans().find(rule)).contains(early);
    assertThat(schedulePlans().find(gone.rule())).isEmpty();
    assertThat(schedulePlans().nextDue()).contains(early.due());
    assertThat(takenTimed(NOW.plusSeconds(9))).isEmpty();
    storage()
        .transactions()
        .run(() -> {
          schedulePlans().takeNext(NOW.plusSeconds(20));
          return Outcome.refused(new StaleVersion("rule", "", 1, 2));
        });
    assertThat(takenTimed(NOW.plusSeconds(20))).contains(early);
    assertThat(takenTimed(NOW.plusSeconds(20))).contains(late);
    assertThat(takenTimed(NOW.plusSeconds(20))).isEmpty();
    assertThat(schedulePlans().nextDue()).isEmpty();
  }

  @Test
  default void plans_that_are_left_to_jobs_are_taken_by_them_alone() {
    RuleId rule = new RuleId(Leads.anId().value());
    Plan plan = plan(rule, NOW);
    Plan later = plan(rule, NOW.plusSeconds(1));
    kept(() -> {
      plans().put(later);
      return Outcome.done(later);
    });
    new LeavingPlans<>(storage(), plans())
        .holds(plan, NOW, () -> plans().put(plan), later, NOW.plusSeconds(1));

    var timed = new SchedulePlans.Plan(rule, 1, NOW, UUID.randomUUID());
    var timedLater =
        new SchedulePlans.Plan(new RuleId(Leads.anId().value()), 1, NOW.plusSeconds(1), null);
    kept(() -> {
      schedulePlans().put(timedLater);
      return Outcome.done(timedLater);
    });
    new LeavingPlans<>(storage(), schedulePlans())
        .holds(timed, NOW, () -> schedulePlans().put(timed), timedLater, NOW.plusSeconds(1));
  }

  private Optional<SchedulePlans.Plan> takenTimed(Instant now) {
    return kept(() -> Outcome.done(schedulePlans().takeNext(now)));
  }

  private SchedulePlans schedulePlans() {
    return storage().schedulePlans();
  }

  private Optional<Plan> taken(Instant now) {
    return kept(() -> Outcome.done(plans().takeNext(now)));
  }

  private static Plan plan(RuleId rule, Instant due) {
    return plan(rule, due, new Subject("lead", Leads.anId().value()));
  }

  private static Plan plan(RuleId rule, Instant due, Subject record) {
    return new Plan(
        rule, 2, record, due, UUID.randomUUID(), "lead.noted.v1", NOW, "Ana", "request", 3);
  }

  private AbsencePlans plans() {
    return storage().absencePlans();
  }

  private static Filter parsed(String text) {
    return FilterParser.parse(RuleView.CATALOGUE, text).orElseThrow();
  }

  private boolean added(Firing firing) {
    return kept(() -> Outcome.done(firings().add(firing)));
  }

  private static Firing firing(
      Rule rule, UUID lead, UUID event, Result outcome, @Nullable String once) {
    return new Firing(
        UUID.randomUUID(),
        rule.id(),
        rule.number(),
        new Subject("lead", lead),
        event,
        "lead.captured.v1",
        NOW,
        outcome,
        outcome == Result.FAILED ? "no" : null,
        outcome == Result.FAILED ? "forbidden" : null,
        new Trace(Map.of(), List.of()),
        once);
  }

  private Rule add(String name) {
    Rule rule =
        Rule.write(new RuleId(Leads.anId().value()), name, content("", 3), NOW)
            .orElseThrow()
            .next();
    return kept(() -> rules().add(rule));
  }

  private Rule keep(Rule next) {
    return kept(() -> rules().update(next));
  }

  private static RuleContent content(String condition, int priority) {
    return new RuleContent(
        "lead",
        new Trigger.OnEvent(Set.of("lead.captured.v1")),
        condition,
        List.of(new RuleStep("lead.note", Map.of("text", "Hello {lead.name}"))),
        Repeat.ALWAYS,
        priority,
        NOW,
        null);
  }

  private RuleStore rules() {
    return storage().rules();
  }

  private FiringStore firings() {
    return storage().firings();
  }
}

package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.automation.Firing.Result;
import dev.kith.crm.application.automation.RuleView.ShadowCounts;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What rules would do, before they go live. */
class ShadowingRulesSpec {

  private static final RuleStep QUALIFY = new RuleStep("lead.qualify", Map.of());
  private static final RuleStep CONVERT = new RuleStep("lead.convert", Map.of());

  private final AccessWorld trial = new AccessWorld();
  private final Workspace ada = trial.asAda();

  @Nested
  class A_rule_in_shadow {

    @Test
    void tells_of_each_action_what_it_would_have_done_and_leaves_nothing_of_it() {
      Rule rule = shadow(draft("lead.company == 'Acme'", QUALIFY, CONVERT, telling("Converted")));
      LeadId lead = capture("Acme");
      capture("Other");
      long before = events();
      trial.crm.runDue();

      assertThat(firings())
          .singleElement()
          .satisfies(firing -> {
            assertThat(firing.outcome()).isEqualTo(Result.WOULD_FIRE);
            assertThat(firing.record().id()).isEqualTo(lead.value());
            assertThat(firing.trace().facts()).isEqualTo(Map.of("lead.company", "Acme"));
            assertThat(firing.trace().steps())
                .extracting(Firing.Step::action)
                .containsExactly("lead.qualify", "lead.convert", "notify");
          });
      assertThat(status(lead)).isEqualTo(LeadStatus.Name.NEW);
      assertThat(events()).isEqualTo(before);
      assertThat(told()).isEmpty();
      assertThat(view(rule.id())).isEqualTo(new RuleView(rule, null, 0, new ShadowCounts(1, 1, 0)));
    }

    @Test
    void tells_by_its_code_why_a_conversion_would_have_been_refused() {
      ada.accounts().create(new Accounts.Create(AccountDraft.named("Acme GmbH"))).orElseThrow();
      Rule rule = shadow(draft("", QUALIFY, CONVERT));
      capture("Acme AG");
      trial.crm.runDue();

      assertThat(firings())
          .singleElement()
          .satisfies(firing -> {
            assertThat(firing.outcome()).isEqualTo(Result.WOULD_FAIL);
            assertThat(firing.code()).isEqualTo("duplicate-candidates");
            assertThat(firing.trace().last()).isEqualTo("lead.convert");
          });
      assertThat(view(rule.id()).shadow()).isEqualTo(new ShadowCounts(0, 0, 1));
      assertThat(ada.rules().retry(firings().getFirst().id()))
          .as("there is nothing to try again")
          .isEqualTo(
              Outcome.refused(new InvalidTransition("firing", "WOULD_FAIL", "FIRED", List.of())));
    }

    @Test
    void would_act_once_where_it_may_act_once_and_not_where_it_has() {
      Rule rule = ada.rules().write(once(QUALIFY)).orElseThrow();
      ada.rules().activate(rule.id()).orElseThrow();
      LeadId had = capture("Had");
      note(had);
      trial.crm.runDue();
      trial.clock.advance(Duration.ofSeconds(1));
      shadow(rule.id(), null);
      LeadId lead = capture("Acme");
      note(had);
      note(lead);
      note(lead);
      trial.crm.runDue();

      assertThat(firings())
          .extracting(f -> f.outcome() + " " + f.record().id())
          .containsExactlyInAnyOrder("FIRED " + had, "WOULD_FIRE " + lead);
    }

    @Test
    void looks_at_its_times_and_when_nothing_happens_as_well() {
      shadow(
          new RuleDraft(
              "Timed",
              "lead",
              List.of(),
              List.of(),
              "",
              "daily 08:00 UTC",
              "",
              List.of(QUALIFY),
              Repeat.ALWAYS,
              0,
              null,
              null));
      shadow(
          new RuleDraft(
              "Waiting",
              "lead",
              List.of("lead.captured.v1"),
              List.of("lead.noted.v1"),
              "P1D",
              "",
              "",
              List.of(QUALIFY),
              Repeat.ALWAYS,
              0,
              null,
              null));
      LeadId lead = capture("Acme");
      trial.crm.runDue();
      trial.clock.advance(Duration.ofDays(1));
      trial.crm.runDue();

      assertThat(firings()).extracting(Firing::outcome).containsOnly(Result.WOULD_FIRE).hasSize(2);
      assertThat(status(lead)).isEqualTo(LeadStatus.Name.NEW);
    }

    @Test
    void would_have_been_suspended_where_a_live_one_would_run_in_circles() {
      Rule rule = shadow(onNote(new RuleStep("lead.note", Map.of("text", "Again"))));
      LeadId lead = capture("Acme");
      for (int i = 0; i <= Rule.MOST_FIRINGS; i++) {
        note(lead);
      }
      trial.crm.runDue();

      assertThat(view(rule.id()).rule().status()).isEqualTo(rule.status());
      assertThat(view(rule.id()).shadow()).isEqualTo(new ShadowCounts(Rule.MOST_FIRINGS, 1, 1));
      assertThat(firings()).extracting(Firing::outcome).contains(Result.WOULD_CUT);
    }
  }

  @Nested
  class Going_live {

    @Test
    void is_one_call_and_what_was_seen_in_shadow_counts_neither_as_once_nor_for_the_limit() {
      Rule rule = ada.rules().write(once(QUALIFY)).orElseThrow();
      shadow(rule.id(), null);
      LeadId lead = capture("Acme");
      note(lead);
      trial.crm.runDue();
      assertThat(status(lead)).isEqualTo(LeadStatus.Name.NEW);

      trial.clock.advance(Duration.ofSeconds(1));
      Rule live = ada.rules().activate(rule.id()).orElseThrow();
      note(lead);
      trial.crm.runDue();
      assertThat(status(lead)).isEqualTo(LeadStatus.Name.QUALIFIED);
      assertThat(view(rule.id()))
          .isEqualTo(new RuleView(live, trial.clock.instant(), 1, new ShadowCounts(1, 1, 0)));
      assertThat(
              trial
                  .storage
                  .firings()
                  .count(rule.id(), firings().getFirst().record(), Instant.EPOCH, false))
          .isEqualTo(1);
    }

    @Test
    void never_happens_by_itself_and_administrators_are_told_once_when_its_time_is_over() {
      Rule rule = ada.rules().write(onNote(QUALIFY)).orElseThrow();
      Instant until = trial.clock.instant().plus(Duration.ofDays(7));
      shadow(rule.id(), until.minusSeconds(60));
      shadow(rule.id(), until);
      LeadId lead = capture("Acme");
      note(lead);
      trial.crm.runDue();
      assertThat(told()).isEmpty();

      trial.clock.advance(Duration.ofDays(7));
      note(lead);
      trial.crm.runDue();
      assertThat(view(rule.id()).rule().status())
          .isEqualTo(new RuleStatus.Shadow(rule.status().since(), until));
      assertThat(view(rule.id()).shadow()).isEqualTo(new ShadowCounts(1, 1, 0));
      assertThat(status(lead)).isEqualTo(LeadStatus.Name.NEW);
      assertThat(told()).containsExactly("The time of the rule “On note” in shadow is over");
    }
  }

  private static RuleStep telling(String text) {
    return new RuleStep("notify", Map.of("to", "administrators", "text", text));
  }

  private Rule shadow(RuleDraft draft) {
    return shadow(ada.rules().write(draft).orElseThrow().id(), null);
  }

  private Rule shadow(RuleId rule, @Nullable Instant until) {
    return ada.rules().shadow(rule, until).orElseThrow();
  }

  private static RuleDraft draft(String condition, RuleStep... then) {
    return new RuleDraft(
        "Watched",
        "lead",
        List.of("lead.captured.v1"),
        condition,
        List.of(then),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private static RuleDraft onNote(RuleStep then) {
    return new RuleDraft(
        "On note",
        "lead",
        List.of("lead.noted.v1"),
        "",
        List.of(then),
        Repeat.ALWAYS,
        0,
        null,
        null);
  }

  private static RuleDraft once(RuleStep then) {
    return new RuleDraft(
        "Once",
        "lead",
        List.of("lead.noted.v1"),
        "",
        List.of(then),
        Repeat.ONCE_PER_RECORD,
        0,
        null,
        null);
  }

  private LeadId capture(String company) {
    return ada.leads().capture(new Leads.Capture(LeadDrafts.company(company))).orElseThrow().id();
  }

  private void note(LeadId lead) {
    ada.leads().note(lead, "Called").orElseThrow();
  }

  private LeadStatus.Name status(LeadId lead) {
    return trial.storage.leads().find(lead).orElseThrow().status().name();
  }

  private RuleView view(RuleId rule) {
    return ada.rules().get(rule).orElseThrow();
  }

  private long events() {
    return trial.storage.outbox().after((@Nullable UUID) null, 1_000).size();
  }

  private List<Firing> firings() {
    return ada.rules().firings(ListQuery.all(FiringView.CATALOGUE)).orElseThrow().items().stream()
        .map(FiringView::firing)
        .toList();
  }

  private List<String> told() {
    return ada
        .notifications()
        .list(ListQuery.all(NotificationFields.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map(n -> n.message().text())
        .toList();
  }
}

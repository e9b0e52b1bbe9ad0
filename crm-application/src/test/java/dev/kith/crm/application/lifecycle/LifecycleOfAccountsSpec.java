package dev.kith.crm.application.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.account.AccountLifecycle;
import dev.kith.crm.application.account.AccountLifecycle.Way;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Figures;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Question;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Report;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.application.lifecycle.Lifecycles.Opinion;
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
import dev.kith.crm.domain.account.AccountRefusal.TransitionRequirements;
import dev.kith.crm.domain.account.Mover;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleRefusal.StageInUse;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleOfAccountsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  /** May edit all accounts, and administer none. */
  private final Actor olga =
      Actors.named(
          "Olga",
          new Grants(
              Map.of(
                  new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL,
                  new Permission(Feature.ACCOUNT, Action.CREATE), Scope.ALL,
                  new Permission(Feature.ACCOUNT, Action.EDIT), Scope.ALL),
              Set.of()));

  @Nested
  class An_account {

    @Test
    void begins_in_the_first_stage_and_goes_on_by_the_ways_that_there_are() {
      Account vogel = created("Vogel");

      Account target = went(olga, vogel, "TARGET", "They called.");

      assertThat(vogel.stage().key()).isEqualTo("PROSPECT");
      assertThat(target.stage().key()).isEqualTo("TARGET");
      assertThat(target.stage().mover()).isEqualTo(new Mover(olga.id(), "Olga", null, null));
      assertThat(go(olga, vogel.id(), "CUSTOMER", null))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "account",
                      "TARGET",
                      "CUSTOMER",
                      List.of("PROSPECT", "ENGAGED", "DISQUALIFIED"))));
    }

    @Test
    void goes_on_once_under_a_key_and_only_at_the_version_that_was_read() {
      Account vogel = created("Vogel");
      Transition command = new Transition("TARGET", null);

      Account first =
          trial
              .as(ada)
              .idempotent("key")
              .expecting(1)
              .accounts()
              .transition(vogel.id(), command)
              .orElseThrow();

      assertThat(
              trial
                  .as(ada)
                  .idempotent("key")
                  .expecting(1)
                  .accounts()
                  .transition(vogel.id(), command))
          .isEqualTo(Outcome.done(first));
      assertThat(trial.as(ada).expecting(1).accounts().transition(vogel.id(), command))
          .isEqualTo(Outcome.refused(new StaleVersion("account", vogel.id().toString(), 1, 2)));
    }

    @Test
    void tells_nobody_from_whom_its_stage_is_hidden_why_it_went_on() {
      Account vogel = created("Vogel");
      went(ada, vogel, "TARGET", "They called.");
      assertThat(remarks(ada, vogel)).contains("reason", "stage");
      assertThat(remarks(Actors.masked(ada, "account.stage"), vogel))
          .doesNotContain("reason", "stage");
    }

    private List<String> remarks(Actor actor, Account account) {
      return trial
          .as(actor)
          .accountQueries()
          .timeline(account.id(), null, 10)
          .orElseThrow()
          .stream()
          .flatMap(entry -> entry.changes().stream())
          .map(FieldChange::field)
          .toList();
    }

    @Test
    void tells_its_whole_history_and_what_was_known_at_a_moment() {
      Instant birth = trial.clock.instant();
      Account vogel = created("Vogel");
      trial.clock.advance(Duration.ofDays(2));
      Instant called = trial.clock.instant();
      went(ada, vogel, "TARGET", "They called.");
      trial.clock.advance(Duration.ofDays(1));
      Instant lost = trial.clock.instant();
      went(ada, vogel, "DISQUALIFIED", "They went away.");

      Mover by = new Mover(ada.id(), ada.name(), null, null);
      Stay prospect = new Stay(0, "PROSPECT", 10, birth, called, by, null, 1);
      Stay target = new Stay(1, "TARGET", 20, called, lost, by, "They called.", 1);
      Stay end = new Stay(2, "DISQUALIFIED", 100, lost, null, by, "They went away.", 1);
      assertThat(lifecycle(vogel.id(), null).stays()).containsExactly(prospect, target, end);
      assertThat(lifecycle(vogel.id(), lost).stays()).containsExactly(prospect, target, end);
      assertThat(lifecycle(vogel.id(), lost.minusMillis(1)).stays())
          .containsExactly(
              prospect, new Stay(1, "TARGET", 20, called, null, by, "They called.", 1));
      assertThat(lifecycle(vogel.id(), called).stays()).hasSize(2);
      assertThat(lifecycle(vogel.id(), birth.minusSeconds(1)).stays()).isEmpty();
    }

    @Test
    void says_which_ways_are_open_and_what_the_others_need() {
      set(
          new StageTransition("PROSPECT", "TARGET", false, List.of("industry"), null, Action.EDIT),
          new StageTransition(
              "PROSPECT", "ENGAGED", false, List.of(), "account.employees > 10", Action.EDIT),
          new StageTransition("PROSPECT", "CUSTOMER", true, List.of(), null, Action.ADMINISTER));
      Account vogel = created("Vogel");

      assertThat(trial.as(olga).accountQueries().lifecycle(vogel.id(), null).orElseThrow().next())
          .extracting(
              way -> way.to().key(), Way::missing, Way::guardHolds, Way::permitted, Way::isOpen)
          .containsExactly(
              tuple("TARGET", List.of("industry"), true, true, false),
              tuple("ENGAGED", List.of(), false, true, false),
              tuple("CUSTOMER", List.of(), true, false, false));
      assertThat(go(olga, vogel.id(), "ENGAGED", null))
          .isEqualTo(
              Outcome.refused(
                  new TransitionRequirements(
                      "PROSPECT", "ENGAGED", List.of(), false, "account.employees > 10")));
      assertThat(go(olga, vogel.id(), "CUSTOMER", "So.")).isInstanceOf(Outcome.Refused.class);
      Account big = created(AccountDraft.named("Big").with(AccountField.EMPLOYEES, "11"));
      assertThat(went(olga, big, "ENGAGED", null).stage().highest()).isEqualTo("ENGAGED");
    }

    @Test
    void is_told_of_no_stage_to_whom_stages_are_hidden() {
      Account vogel = created("Vogel");
      var blind = trial.as(Actors.masked(ada, "account.stage"));

      assertThat(blind.accountQueries().get(vogel.id()).orElseThrow().stage()).isNull();
      assertThat(blind.accountQueries().lifecycle(vogel.id(), null).orElseThrow().stays())
          .isEmpty();
      assertThat(blind.lifecycleAnalytics().of(Question.ALL)).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class The_lifecycle {

    @Test
    void is_edited_by_administrators_and_its_versions_stay_readable() {
      Lifecycle edited = set(StageTransition.free("PROSPECT", "CUSTOMER"));

      assertThat(trial.as(olga).lifecycle().get()).isEqualTo(Outcome.done(edited));
      assertThat(trial.as(olga).lifecycle().version(1)).isEqualTo(Outcome.done(Lifecycle.USUAL));
      assertThat(trial.as(olga).lifecycle().version(7)).isInstanceOf(Outcome.Refused.class);
      assertThat(trial.as(olga).lifecycle().set(Lifecycle.USUAL.terms()))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void keeps_every_stage_that_an_account_is_in() {
      Account vogel = created("Vogel");
      created("Meise");
      trial.as(ada).accounts().delete(vogel.id()).orElseThrow();
      LifecycleTerms without =
          new LifecycleTerms(
              List.of(new Stage("NEW", "New", 1, StageCategory.PRE_SALE)), List.of());

      assertThat(trial.as(ada).lifecycle().set(without))
          .isEqualTo(Outcome.refused(new StageInUse(List.of("PROSPECT"), 2)));
    }

    @Test
    void is_checked_with_its_guards_before_it_is_set() {
      LifecycleTerms draft =
          new LifecycleTerms(
              List.of(
                  new Stage("NEW", "New", 1, StageCategory.PRE_SALE),
                  new Stage("FAR", "", 2, StageCategory.ACTIVE)),
              List.of(
                  new StageTransition(
                      "FAR", "NEW", false, List.of(), "account.shoeSize > 10", Action.EDIT)));

      Opinion opinion = trial.as(ada).lifecycle().check(draft).orElseThrow();

      assertThat(opinion.problems())
          .extracting(Violation::pointer)
          .containsExactly("/stages/1/name", "/transitions/0/guard");
      assertThat(opinion.warnings()).extracting(Violation::pointer).containsExactly("/stages/1");
      assertThat(trial.as(ada).lifecycle().set(draft)).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  void the_analytics_count_who_went_where_and_how_long_it_took_those_who_stay_included() {
    for (int i = 0; i < 4; i++) {
      created("Account " + i);
    }
    trial.clock.advance(Duration.ofDays(10));
    Account first = created("First");
    Account second = created("Second");
    trial.clock.advance(Duration.ofDays(5));
    went(ada, first, "TARGET", null);
    went(ada, second, "DISQUALIFIED", "No budget.");
    trial.clock.advance(Duration.ofDays(5));
    went(ada, first, "PROSPECT", "Too early.");

    Report report = trial.as(ada).lifecycleAnalytics().of(Question.ALL).orElseThrow();

    assertThat(report.passages())
        .containsExactly(
            new Passage("PROSPECT", "DISQUALIFIED", 1),
            new Passage("PROSPECT", "TARGET", 1),
            new Passage("TARGET", "PROSPECT", 1));
    Figures prospects = report.stages().getFirst();
    assertThat(prospects)
        .extracting(
            Figures::accounts,
            Figures::entered,
            Figures::here,
            Figures::forward,
            Figures::back,
            Figures::ended)
        .containsExactly(6L, 7L, 5L, 1L, 0L, 1L);
    assertThat(prospects.conversion()).isEqualTo(1.0 / 7);
    // Of those who left, all did after five days; but most are still there.
    assertThat(prospects.time().median()).isNull();
    assertThat(report.stages().get(1).time().median()).isEqualTo(Duration.ofDays(5));
    assertThat(
            trial
                .as(ada)
                .lifecycleAnalytics()
                .of(new Question(Instant.parse("2026-01-02T00:00:00Z"), Instant.EPOCH)))
        .isInstanceOf(Outcome.Refused.class);
  }

  private Lifecycle set(StageTransition... ways) {
    return trial
        .as(ada)
        .lifecycle()
        .set(new LifecycleTerms(Lifecycle.USUAL.terms().stages(), List.of(ways)))
        .orElseThrow();
  }

  private AccountLifecycle lifecycle(AccountId id, @Nullable Instant asOf) {
    return trial.as(ada).accountQueries().lifecycle(id, asOf).orElseThrow();
  }

  private Account created(String name) {
    return created(AccountDraft.named(name));
  }

  private Account created(AccountDraft draft) {
    return trial.as(ada).accounts().create(new Create(draft)).orElseThrow();
  }

  private Account went(Actor actor, Account account, String to, @Nullable String reason) {
    return go(actor, account.id(), to, reason).orElseThrow();
  }

  private Outcome<Account> go(Actor actor, AccountId id, String to, @Nullable String reason) {
    return trial.as(actor).accounts().transition(id, new Transition(to, reason));
  }
}

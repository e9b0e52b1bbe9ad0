package dev.kith.crm.application.account.stagetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountLifecycle;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Figures;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.InTime;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Question;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountEvent.StageOverdue;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long accounts may stay in a stage, and what is told of those that stay for longer. */
class TimeInStageSpec {

  private static final Duration DAY = Duration.ofDays(1);

  private final List<StageOverdue> told = new ArrayList<>();
  private final SettableClock clock = SettableClock.atStart();
  private final Crm crm =
      Crm.on(new MemoryStorage())
          .clock(clock)
          .ids(new SequentialIds())
          .homeCountry(new Country("DE"))
          .owners(user -> true)
          .reaction(
              new Reaction(
                  "listen",
                  Set.of("account.stage-overdue.v1"),
                  event -> told.add((StageOverdue) event.event())))
          .background(false)
          .start();
  private final Workspace ada = crm.as(Actors.administrator());

  @Nested
  class An_account_in_a_stage_with_a_time {

    @Test
    void is_told_of_once_when_it_has_stayed_for_so_long() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId vogel = account("Vogel");
      Instant entered = clock.instant();
      pass(DAY);
      assertThat(time(vogel).over()).isFalse();
      assertThat(time(vogel).upAt()).isEqualTo(entered.plus(Duration.ofDays(2)));
      assertThat(told).isEmpty();

      pass(DAY);
      assertThat(time(vogel).over()).isTrue();
      pass(DAY);
      crm.runDue();
      assertThat(told)
          .containsExactly(
              new StageOverdue(vogel, "PROSPECT", entered, entered.plus(Duration.ofDays(2))));
    }

    @Test
    void is_not_told_of_when_it_goes_on_before() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId vogel = account("Vogel");
      pass(DAY);
      go(vogel, "TARGET");
      pass(DAY.multipliedBy(9));
      assertThat(told).isEmpty();
      assertThat(ada.accountQueries().lifecycle(vogel, null).orElseThrow().time()).isNull();
    }

    @Test
    void is_told_of_again_when_it_comes_back_and_stays_again() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId vogel = account("Vogel");
      pass(DAY.multipliedBy(3));
      go(vogel, "TARGET");
      go(vogel, "PROSPECT");
      pass(DAY);
      assertThat(told).hasSize(1);
      pass(DAY.multipliedBy(3));
      assertThat(told).hasSize(2);
    }

    @Test
    void is_not_told_of_while_it_lies_in_the_bin_and_once_when_it_comes_out_of_it() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId vogel = account("Vogel");
      ada.accounts().delete(vogel).orElseThrow();
      pass(DAY.multipliedBy(3));
      assertThat(told).isEmpty();
      for (int i = 0; i < 2; i++) {
        ada.accounts().restore(vogel).orElseThrow();
        pass(DAY);
        assertThat(told).hasSize(1);
        ada.accounts().delete(vogel).orElseThrow();
        pass(DAY);
      }
    }

    @Test
    void is_found_by_the_time_that_is_up() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId old = account("Old");
      pass(DAY);
      account("New");
      pass(DAY);
      assertThat(overdue()).containsExactly(old);
      go(old, "TARGET");
      crm.runDue();
      assertThat(overdue()).isEmpty();
    }
  }

  @Nested
  class Business_time {

    @Test
    void is_that_of_the_default_calendar() {
      // From Monday at nine on, eight hours a day.
      allow("PROSPECT", TimeInStage.businessHours(12));
      AccountId vogel = account("Vogel");
      assertThat(time(vogel).upAt()).isEqualTo(clock.instant().plus(Duration.ofHours(28)));
      pass(Duration.ofHours(27));
      assertThat(told).isEmpty();
      pass(Duration.ofHours(1));
      assertThat(told).hasSize(1);
    }

    @Test
    void is_counted_anew_when_the_calendar_changes() {
      allow("PROSPECT", TimeInStage.businessHours(12));
      account("Vogel");
      crm.runDue();
      ada.businessCalendars()
          .redraw(
              BusinessCalendar.FIRST.id(),
              new CalendarDraft(
                  "Round the clock on Mondays",
                  "UTC",
                  Map.of(
                      DayOfWeek.MONDAY,
                      List.of(new Shift(LocalTime.of(0, 0), LocalTime.of(23, 0)))),
                  List.of()))
          .orElseThrow();
      pass(Duration.ofHours(12));
      assertThat(told).hasSize(1);
    }
  }

  @Nested
  class Another_version_of_the_lifecycle {

    @Test
    void gives_the_accounts_that_are_there_a_time() {
      account("Vogel");
      pass(DAY.multipliedBy(5));
      allow("PROSPECT", TimeInStage.days(6));
      crm.runDue();
      assertThat(told).isEmpty();
      pass(DAY);
      assertThat(told).hasSize(1);
    }

    @Test
    void makes_it_longer_or_shorter_or_takes_it_away() {
      allow("PROSPECT", TimeInStage.days(2));
      account("Vogel");
      pass(DAY);
      allow("PROSPECT", TimeInStage.days(4));
      pass(DAY.multipliedBy(2));
      assertThat(told).isEmpty();
      allow("PROSPECT", null);
      pass(DAY.multipliedBy(2));
      assertThat(told).isEmpty();
      assertThat(overdue()).isEmpty();
      allow("PROSPECT", TimeInStage.days(1));
      crm.runDue();
      assertThat(told).hasSize(1);
    }

    @Test
    void has_nobody_told_of_twice() {
      allow("PROSPECT", TimeInStage.days(2));
      AccountId vogel = account("Vogel");
      pass(DAY.multipliedBy(2));
      assertThat(told).hasSize(1);
      allow("PROSPECT", TimeInStage.days(4));
      crm.runDue();
      assertThat(time(vogel).over()).isFalse();
      assertThat(overdue()).isEmpty();
      pass(DAY.multipliedBy(3));
      assertThat(overdue()).containsExactly(vogel);
      assertThat(told).hasSize(1);
    }
  }

  @Nested
  class The_figures {

    @Test
    void tell_which_stays_kept_to_the_time() {
      allow("PROSPECT", TimeInStage.days(2));
      go(account("Quick"), "TARGET");
      AccountId slow = account("Slow");
      account("Over");
      pass(DAY.multipliedBy(2));
      go(slow, "TARGET");
      account("New");
      assertThat(inTime("PROSPECT")).isEqualTo(new InTime(TimeInStage.days(2), 1, 2));
      assertThat(inTime("PROSPECT").share()).isEqualTo(1.0 / 3);
      assertThat(figures("TARGET").inTime()).isNull();
    }

    @Test
    void count_business_time_by_when_stays_began() {
      allow("PROSPECT", TimeInStage.businessHours(12));
      AccountId quick = account("Quick");
      AccountId slow = account("Slow");
      pass(DAY);
      go(quick, "TARGET");
      pass(Duration.ofHours(4));
      go(slow, "TARGET");
      account("New");
      assertThat(inTime("PROSPECT")).isEqualTo(new InTime(TimeInStage.businessHours(12), 1, 1));
      pass(DAY.multipliedBy(3));
      assertThat(inTime("PROSPECT")).isEqualTo(new InTime(TimeInStage.businessHours(12), 1, 2));
    }

    private InTime inTime(String stage) {
      InTime inTime = figures(stage).inTime();
      assertThat(inTime).isNotNull();
      return inTime;
    }

    private Figures figures(String stage) {
      return ada.lifecycleAnalytics().of(Question.ALL).orElseThrow().stages().stream()
          .filter(figures -> figures.stage().equals(stage))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class A_rule {

    @Test
    void can_have_the_owner_look_after_the_account() {
      allow("PROSPECT", TimeInStage.days(2));
      RulePreset preset =
          ada.rules().catalogue().orElseThrow().presets().stream()
              .filter(p -> p.code().equals("account-over-time"))
              .findFirst()
              .orElseThrow();
      RuleId rule = ada.rules().write(preset.draft()).orElseThrow().id();
      ada.rules().activate(rule).orElseThrow();
      ada.accounts()
          .create(new Create(AccountDraft.named("Vogel"), Actors.userId("Olga")))
          .orElseThrow();
      pass(DAY.multipliedBy(2));
      pass(DAY.multipliedBy(2));
      assertThat(ada.taskQueries().list(ListQuery.all(TaskFields.CATALOGUE)).orElseThrow().items())
          .singleElement()
          .satisfies(task -> {
            assertThat(task.content().subject()).isEqualTo("Vogel has been PROSPECT for too long");
            assertThat(task.owner()).isEqualTo(Actors.userId("Olga"));
          });
    }
  }

  private void allow(String stage, @Nullable TimeInStage time) {
    LifecycleTerms now = ada.lifecycle().get().orElseThrow().terms();
    Lifecycle changed =
        ada.lifecycle()
            .set(
                new LifecycleTerms(
                    now.stages().stream()
                        .map(s -> s.key().equals(stage) ? s.within(time) : s)
                        .toList(),
                    now.transitions()))
            .orElseThrow();
    assertThat(changed.terms().find(stage).orElseThrow().slaInStage()).isEqualTo(time);
  }

  private AccountId account(String name) {
    return ada.accounts().create(new Create(AccountDraft.named(name))).orElseThrow().id();
  }

  private void go(AccountId account, String stage) {
    ada.accounts().transition(account, new Transition(stage, "So.")).orElseThrow();
  }

  private void pass(Duration time) {
    crm.runDue();
    clock.advance(time);
    crm.runDue();
  }

  private AccountLifecycle.Time time(AccountId account) {
    AccountLifecycle.Time time = ada.accountQueries().lifecycle(account, null).orElseThrow().time();
    assertThat(time).isNotNull();
    return time;
  }

  private List<AccountId> overdue() {
    return ada
        .accountQueries()
        .list(
            ListQuery.all(AccountFields.CATALOGUE)
                .where(
                    FilterParser.parse(AccountFields.CATALOGUE, "stageDueAt le " + clock.instant())
                        .orElseThrow()))
        .orElseThrow()
        .items()
        .stream()
        .map(AccountView::id)
        .toList();
  }
}

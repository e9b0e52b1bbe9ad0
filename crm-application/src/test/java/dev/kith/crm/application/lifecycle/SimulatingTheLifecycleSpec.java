package dev.kith.crm.application.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Transition;
import dev.kith.crm.application.lifecycle.Simulation.ChangedWay;
import dev.kith.crm.application.lifecycle.Simulation.Dropped;
import dev.kith.crm.application.lifecycle.Simulation.Named;
import dev.kith.crm.application.lifecycle.Simulation.Unmet;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulatingTheLifecycleSpec {

  private static final LifecycleTerms USUAL = Lifecycle.USUAL.terms();

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Test
  void what_is_in_force_already_changes_nothing() {
    created("Vogel", null);

    Simulation simulation = simulated(USUAL);

    assertThat(simulation.accounts()).isEqualTo(1);
    assertThat(simulation.isQuiet()).isTrue();
    assertThat(simulation.isSavable()).isTrue();
  }

  @Test
  void accounts_in_a_stage_that_goes_are_counted_with_the_bin_and_the_live_ones_named() {
    Account vogel = went(created("Vogel", null), "TARGET");
    Account meise = went(created("Meise", null), "TARGET");
    trial.as(ada).accounts().delete(meise.id()).orElseThrow();
    created("Amsel", null);

    Simulation simulation = simulated(without("TARGET"));

    assertThat(simulation.dropped())
        .containsExactly(new Dropped("TARGET", "Target", 2, 1, List.of(named(vogel))));
    assertThat(simulation.isSavable()).isFalse();
    assertThat(simulated(without("CHURNED")).isSavable()).isTrue();
  }

  @Test
  void a_way_that_asks_for_more_closes_to_those_who_lack_it() {
    Account small = created("Small", "5");
    created("Big", "50");
    created("Unknown", null);

    Simulation guarded = simulated(asking(List.of(), "account.employees > 10"));
    Simulation filled = simulated(asking(List.of("employees"), null));

    assertThat(guarded.ways())
        .extracting(
            ChangedWay::from,
            ChangedWay::to,
            ChangedWay::before,
            ChangedWay::after,
            ChangedWay::opened,
            ChangedWay::closed)
        .containsExactly(tuple("PROSPECT", "TARGET", 3L, 1L, 0L, 2L));
    assertThat(guarded.ways().getFirst().closedSample()).contains(named(small)).hasSize(2);
    assertThat(filled.ways()).extracting(ChangedWay::closed).containsExactly(1L);
  }

  @Test
  void a_new_way_opens_and_one_that_is_gone_closes() {
    Account vogel = created("Vogel", null);
    LifecycleTerms draft =
        new LifecycleTerms(
            USUAL.stages(),
            Stream.concat(
                    USUAL.transitions().stream()
                        .filter(
                            way -> !way.from().equals("PROSPECT") || !way.to().equals("TARGET")),
                    Stream.of(StageTransition.reasoned("PROSPECT", "CUSTOMER")))
                .toList());

    assertThat(simulated(draft).ways())
        .containsExactly(
            new ChangedWay("PROSPECT", "TARGET", 1, 0, 0, 1, List.of(), List.of(named(vogel))),
            new ChangedWay("PROSPECT", "CUSTOMER", 0, 1, 1, 0, List.of(named(vogel)), List.of()));
  }

  @Test
  void another_reason_or_right_for_whoever_takes_a_way_changes_nothing_for_accounts() {
    created("Vogel", null);
    LifecycleTerms draft =
        changed(
            new StageTransition("PROSPECT", "TARGET", true, List.of(), null, Action.ADMINISTER));

    assertThat(simulated(draft).isQuiet()).isTrue();
  }

  @Test
  void who_is_in_a_stage_that_no_way_would_let_them_into_is_told_and_whether_that_is_new() {
    // They come back from ENGAGED as well, for a reason: that way asks for the same then.
    Account small = went(created("Small", "5"), "TARGET");
    went(created("Big", "50"), "TARGET");
    LifecycleTerms draft =
        new LifecycleTerms(
            USUAL.stages(),
            USUAL.transitions().stream()
                .map(way ->
                    way.to().equals("TARGET")
                        ? new StageTransition(
                            way.from(),
                            way.to(),
                            way.requiresReason(),
                            List.of(),
                            "account.employees > 10",
                            way.permission())
                        : way)
                .toList());

    assertThat(simulated(draft).unmet())
        .containsExactly(new Unmet("TARGET", "Target", 1, 0, List.of(named(small))));
    trial.as(ada).lifecycle().set(draft).orElseThrow();
    assertThat(simulated(draft).unmet()).extracting(Unmet::already).containsExactly(1L);
  }

  @Test
  void at_most_twenty_are_named_and_only_those_whom_the_reader_sees() {
    IntStream.range(0, 25).forEach(i -> created("Account " + i, null));
    Actor narrow =
        Actors.named(
            "Nora",
            new Grants(
                Map.of(
                    new Permission(Feature.ACCOUNT, Action.VIEW), Scope.OWN,
                    new Permission(Feature.ACCOUNT, Action.ADMINISTER), Scope.ALL),
                Set.of()));

    Dropped all = simulated(without("PROSPECT")).dropped().getFirst();
    Dropped own =
        trial
            .as(narrow)
            .lifecycle()
            .simulate(without("PROSPECT"))
            .orElseThrow()
            .dropped()
            .getFirst();

    assertThat(all.sample()).hasSize(Simulation.SAMPLES);
    assertThat(own.accounts()).isEqualTo(25);
    assertThat(own.sample()).isEmpty();
  }

  @Test
  void an_unsound_draft_is_refused_and_so_is_whoever_may_not_change_the_lifecycle() {
    LifecycleTerms unsound = asking(List.of("shoes"), "account.shoeSize > 10");
    Actor olga =
        Actors.named(
            "Olga",
            new Grants(Map.of(new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL), Set.of()));

    assertThat(trial.as(ada).lifecycle().simulate(unsound)).isInstanceOf(Outcome.Refused.class);
    assertThat(trial.as(olga).lifecycle().simulate(USUAL)).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void nothing_is_told_of_fields_that_are_hidden_from_the_reader() {
    created("Big", "50");
    var blind = trial.as(Actors.masked(ada, "account.employees", "account.name"));

    assertThat(blind.lifecycle().simulate(asking(List.of(), "account.employees > 10")))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(blind.lifecycle().simulate(asking(List.of("employees"), null)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(blind.lifecycle().simulate(without("PROSPECT")).orElseThrow().dropped())
        .flatExtracting(Dropped::sample)
        .extracting(Named::name)
        .containsExactly("(hidden)");
    assertThat(trial.as(Actors.masked(ada, "account.stage")).lifecycle().simulate(USUAL))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void nothing_is_written() {
    Account vogel = created("Vogel", null);

    simulated(without("PROSPECT"));

    assertThat(trial.as(ada).lifecycle().get()).isEqualTo(Outcome.done(Lifecycle.USUAL));
    assertThat(trial.as(ada).accountQueries().get(vogel.id()).orElseThrow().revision())
        .isEqualTo(vogel.revision());
  }

  private Simulation simulated(LifecycleTerms draft) {
    return trial.as(ada).lifecycle().simulate(draft).orElseThrow();
  }

  /** The way from the first stage to the next asks for this. */
  private static LifecycleTerms asking(List<String> fields, @Nullable String guard) {
    return changed(new StageTransition("PROSPECT", "TARGET", false, fields, guard, Action.EDIT));
  }

  private static LifecycleTerms changed(StageTransition changed) {
    return new LifecycleTerms(
        USUAL.stages(),
        USUAL.transitions().stream()
            .map(way ->
                way.from().equals(changed.from()) && way.to().equals(changed.to()) ? changed : way)
            .toList());
  }

  private static LifecycleTerms without(String stage) {
    return new LifecycleTerms(
        USUAL.stages().stream().filter(s -> !s.key().equals(stage)).toList(),
        USUAL.transitions().stream()
            .filter(way -> !way.from().equals(stage) && !way.to().equals(stage))
            .toList());
  }

  private static Named named(Account account) {
    return new Named(account.id().value(), AccountView.of(account, null).displayName());
  }

  private Account created(String name, @Nullable String employees) {
    AccountDraft draft = AccountDraft.named(name);
    return trial
        .as(ada)
        .accounts()
        .create(
            new Create(employees == null ? draft : draft.with(AccountField.EMPLOYEES, employees)))
        .orElseThrow();
  }

  private Account went(Account account, String to) {
    return trial
        .as(ada)
        .accounts()
        .transition(account.id(), new Transition(to, null))
        .orElseThrow();
  }
}

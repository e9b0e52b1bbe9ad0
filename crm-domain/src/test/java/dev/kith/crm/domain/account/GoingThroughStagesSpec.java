package dev.kith.crm.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GoingThroughStagesSpec {

  private static final LifecycleTerms USUAL = Lifecycle.USUAL.terms();
  private static final Instant NOW = Accounts.CREATED.plus(Duration.ofHours(3));

  private final Account vogel = Accounts.of(AccountDraft.named("Vogel GmbH"));

  @Nested
  class A_new_account {

    @Test
    void is_in_the_first_stage_from_its_birth_on() {
      assertThat(vogel.stage())
          .isEqualTo(
              new AccountStage(
                  "PROSPECT", 10, 0, Accounts.CREATED, "PROSPECT", 10, Accounts.OLGA, null, 1));
    }
  }

  @Nested
  class Going_on {

    @Test
    void is_told_with_where_from_and_why() {
      Change<Account> change = go(vogel, "TARGET", " They called. ").orElseThrow();

      assertThat(change.events())
          .containsExactly(
              new AccountEvent.StageChanged(
                  vogel.id(), "PROSPECT", "TARGET", "TARGET", "They called."));
      assertThat(change.next().stage())
          .isEqualTo(
              new AccountStage(
                  "TARGET", 20, 1, NOW, "TARGET", 20, Accounts.OLGA, "They called.", 1));
    }

    @Test
    void to_where_it_is_changes_nothing() {
      assertThat(go(vogel, "PROSPECT", null)).isEqualTo(Outcome.done(Change.none(vogel)));
    }

    @Test
    void is_refused_where_no_way_leads_with_the_ways_that_there_are() {
      assertThat(go(vogel, "CUSTOMER", null))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "account", "PROSPECT", "CUSTOMER", List.of("TARGET", "DISQUALIFIED"))));
      assertThat(go(vogel, "NOWHERE", null)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void is_refused_in_the_bin() {
      assertThat(go(vogel.delete(NOW).next(), "TARGET", null))
          .isEqualTo(Outcome.refused(new AccountRefusal.AccountDeleted(vogel.id().value())));
    }

    @Test
    void is_refused_with_everything_that_is_needed_besides() {
      LifecycleTerms strict =
          terms(
              new StageTransition(
                  "NEW",
                  "WON",
                  true,
                  List.of("industry", "owner", "name"),
                  "account.employees > 10",
                  Action.EDIT));

      Outcome<Change<Account>> refused =
          vogel(strict).transition(Accounts.to("WON", " "), strict, way -> false, NOW);

      assertThat(refused)
          .isEqualTo(
              Outcome.refused(
                  new AccountRefusal.TransitionRequirements(
                      "NEW", "WON", List.of("industry", "owner"), true, "account.employees > 10")));
      assertThat(refused instanceof Outcome.Refused<?>(var refusal) ? refusal.violations() : null)
          .containsExactly(
              Violation.at("reason", "required", "Say why."),
              new Violation("", "missing-industry", "Industry must be filled in the account."),
              new Violation("", "missing-owner", "Owner must be filled in the account."),
              new Violation("", "guard", "It must hold that account.employees > 10."));
    }

    @Test
    void out_of_a_stage_that_is_gone_leads_anywhere_for_a_reason() {
      LifecycleTerms other = terms();

      assertThat(vogel.transition(Accounts.to("WON", null), other, way -> true, NOW))
          .isEqualTo(
              Outcome.refused(
                  new AccountRefusal.TransitionRequirements(
                      "PROSPECT", "WON", List.of(), true, null)));
      assertThat(
              vogel
                  .transition(Accounts.to("WON", "The stage is gone."), other, way -> true, NOW)
                  .orElseThrow()
                  .next()
                  .stage()
                  .key())
          .isEqualTo("WON");
    }
  }

  @Nested
  class The_high_water_mark {

    @Test
    void stays_where_it_was_when_an_account_goes_back() {
      Account customer = along("TARGET", "ENGAGED", "CUSTOMER", "EXPANDING");
      Account back = along(customer, "CUSTOMER");

      assertThat(back.stage().key()).isEqualTo("CUSTOMER");
      assertThat(back.stage().highest()).isEqualTo("EXPANDING");
    }

    @Test
    void is_not_raised_by_risk_or_a_bad_end() {
      Account churned = along("TARGET", "ENGAGED", "CUSTOMER", "AT_RISK", "CHURNED");

      assertThat(churned.stage().key()).isEqualTo("CHURNED");
      assertThat(churned.stage().highest()).isEqualTo("CUSTOMER");
    }
  }

  @Test
  void stays_follow_each_other_without_gap_or_overlap() {
    Seeded.cases(
        200,
        random -> {
          Account account = vogel;
          List<AccountStage> passed = new ArrayList<>(List.of(account.stage()));
          Instant now = Accounts.CREATED;
          for (int i = 0; i < 40; i++) {
            // Clocks of several processes may disagree a little.
            now = now.plusSeconds(random.nextInt(100) - 5);
            Account before = account;
            String to = USUAL.stages().get(random.nextInt(USUAL.stages().size())).key();
            account =
                switch (random.nextInt(5)) {
                  case 0 -> account.delete(now).next();
                  case 1 -> account.restore(null, now).next();
                  default ->
                      account.transition(Accounts.to(to, "So."), USUAL, way -> true, now)
                              instanceof Outcome.Done<Change<Account>>(var change)
                          ? change.next()
                          : account;
                };
            if (!account.stage().equals(before.stage())) {
              passed.add(account.stage());
            }
          }
          for (int i = 1; i < passed.size(); i++) {
            AccountStage from = passed.get(i - 1);
            AccountStage to = passed.get(i);
            assertThat(to.number()).isEqualTo(from.number() + 1);
            assertThat(to.enteredAt()).isAfterOrEqualTo(from.enteredAt());
            assertThat(USUAL.from(from.key()).stream().map(StageTransition::to)).contains(to.key());
            assertThat(to.highestOrder()).isGreaterThanOrEqualTo(from.highestOrder());
          }
        });
  }

  private static LifecycleTerms terms(StageTransition... ways) {
    return new LifecycleTerms(
        List.of(
            new Stage("NEW", "New", 1, StageCategory.PRE_SALE),
            new Stage("WON", "Won", 2, StageCategory.ACTIVE)),
        List.of(ways));
  }

  private static Account vogel(LifecycleTerms terms) {
    return Account.create(
            Accounts.anId(),
            Accounts.content(AccountDraft.named("Vogel GmbH")),
            null,
            AccountStage.first(terms, Accounts.OLGA, 1, NOW),
            NOW)
        .next();
  }

  private Account along(String... stages) {
    return along(vogel, stages);
  }

  private static Account along(Account account, String... stages) {
    Account next = account;
    for (String stage : stages) {
      next = go(next, stage, "So it is.").orElseThrow().next();
    }
    return next;
  }

  private static Outcome<Change<Account>> go(Account account, String to, @Nullable String reason) {
    return account.transition(Accounts.to(to, reason), USUAL, way -> true, NOW);
  }
}

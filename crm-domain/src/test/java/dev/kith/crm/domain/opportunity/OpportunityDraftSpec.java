package dev.kith.crm.domain.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpportunityDraftSpec {

  @Test
  void a_draft_is_read_into_values_and_written_down_again() {
    AccountId account = Accounts.anId();
    OpportunityContent content = Opportunities.content(Opportunities.complete().account(account));

    assertThat(content)
        .isEqualTo(
            new OpportunityContent(
                "Wind turbines for Esbjerg",
                account,
                Money.of("125000.50", "EUR"),
                LocalDate.of(2027, 1, 31),
                "Send the offer",
                "Trade fair",
                null,
                "Six of them,\noffshore."));
    assertThat(OpportunityDraft.of(content).read()).isEqualTo(Outcome.done(content));
  }

  @Test
  void a_name_is_enough() {
    assertThat(Opportunities.content(OpportunityDraft.named(" Turbines ")).texts())
        .containsExactly(Map.entry(OpportunityField.NAME, "Turbines"));
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    assertThat(
            problems(
                OpportunityDraft.EMPTY
                    .worth("-5", "XXX")
                    .closing("31.12.2026")
                    .with(OpportunityField.ACCOUNT, "Vogel")
                    .with(OpportunityField.SOURCE, "s".repeat(101))))
        .containsExactlyInAnyOrder(
            "/name required",
            "/account not-an-id",
            "/currency currency-unknown",
            "/amount amount-syntax",
            "/closeDate date-syntax",
            "/source too-long");
  }

  @Test
  void an_amount_is_exact_and_neither_negative_nor_absurd() {
    assertThat(Opportunities.content(worth("999999999999999.99", "EUR")).amount())
        .isEqualTo(Money.of("999999999999999.99", "EUR"));
    assertThat(problems(worth("1000000000000000", "EUR"))).containsExactly("/amount amount-syntax");
    assertThat(problems(worth("-0.01", "EUR"))).containsExactly("/amount amount-syntax");
    assertThat(problems(worth("1e9", "EUR"))).containsExactly("/amount amount-syntax");
    assertThat(problems(worth("10.5", "JPY"))).containsExactly("/amount too-many-decimals");
    assertThat(problems(OpportunityDraft.named("x").with(OpportunityField.AMOUNT, "5")))
        .containsExactly("/currency required");
  }

  @Test
  void a_close_date_lies_in_the_years_of_a_business() {
    assertThat(problems(OpportunityDraft.named("x").closing("1969-12-31")))
        .containsExactly("/closeDate out-of-range");
    assertThat(problems(OpportunityDraft.named("x").closing("2200-01-01")))
        .containsExactly("/closeDate out-of-range");
    assertThat(problems(OpportunityDraft.named("x").closing("1970-01-01"))).isEmpty();
  }

  private static OpportunityDraft worth(String amount, String currency) {
    return OpportunityDraft.named("x").worth(amount, currency);
  }

  private static List<String> problems(OpportunityDraft draft) {
    return draft.read() instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}

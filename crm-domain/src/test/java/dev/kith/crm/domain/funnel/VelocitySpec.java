package dev.kith.crm.domain.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.funnel.Worth.Part;
import dev.kith.crm.domain.funnel.Worth.Unrated;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VelocitySpec {

  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
  private static final RateTable RATES =
      new RateTable(
          TODAY,
          Map.of(
              new CurrencyPair(EUR, Currency.getInstance("USD")),
              new Quote(TODAY.minusDays(3), new BigDecimal("2"))));

  @Test
  void it_is_made_of_its_four_parts() {
    Worth worth = Worth.of(List.of(new Part(4, Money.of("4000", "EUR"))), RATES, EUR);
    Velocity velocity = new Velocity(30, 4, 6, worth, Duration.ofDays(4 * 20));

    assertThat(velocity.winRate()).isEqualByComparingTo("0.4");
    assertThat(velocity.averageWon()).isEqualTo(Money.of("1000", "EUR"));
    assertThat(velocity.cycleDays()).isEqualByComparingTo("20");
    assertThat(velocity.perDay()).isEqualTo(Money.of("600", "EUR"));
  }

  @Test
  void nothing_is_said_where_a_part_is_missing() {
    Worth none = Worth.none(RATES, EUR);
    assertThat(Velocity.NONE.perDay()).isNull();
    assertThat(new Velocity(3, 0, 2, none, Duration.ZERO).winRate()).isEqualByComparingTo("0");
    assertThat(new Velocity(3, 0, 2, none, Duration.ZERO).perDay()).isNull();
    Worth worth = Worth.of(List.of(new Part(1, Money.of("5", "EUR"))), RATES, EUR);
    assertThat(new Velocity(3, 1, 0, worth, Duration.ZERO).perDay()).isNull();
    assertThat(new Velocity(3, 1, 0, null, Duration.ofDays(1)).perDay()).isNull();
  }

  @Test
  void what_has_no_rate_is_counted_and_named() {
    Worth worth =
        Worth.of(
            List.of(
                new Part(1, Money.of("10", "EUR")),
                new Part(2, Money.of("10", "USD")),
                new Part(3, Money.of("500", "JPY")),
                new Part(4, null),
                new Part(1, Money.of("1", "JPY"))),
            RATES,
            EUR);

    assertThat(worth)
        .isEqualTo(
            new Worth(
                Money.of("15", "EUR"),
                TODAY.minusDays(3),
                3,
                4,
                List.of(new Unrated(4, Money.of("501", "JPY")))));
    assertThat(worth.opportunities()).isEqualTo(11);
  }

  @Test
  void velocities_of_owners_add_up_to_that_of_all() {
    Worth one = Worth.of(List.of(new Part(1, Money.of("100", "EUR"))), RATES, EUR);
    Worth two = Worth.of(List.of(new Part(3, Money.of("100", "USD"))), RATES, EUR);
    assertThat(
            new Velocity(1, 1, 2, one, Duration.ofDays(3))
                .plus(new Velocity(4, 3, 0, two, Duration.ofDays(9))))
        .isEqualTo(new Velocity(5, 4, 2, one.plus(two), Duration.ofDays(12)));
  }
}

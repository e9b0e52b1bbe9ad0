package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.testkit.Seeded;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MoneySpec {

  private static final Currency EUR = Currency.getInstance("EUR");

  @Nested
  class An_amount {

    @Test
    void has_the_digits_of_its_currency() {
      assertThat(Money.of("10", "EUR"))
          .isEqualTo(Money.of("10.00", "EUR"))
          .hasToString("10.00 EUR");
      assertThat(Money.of("10", "JPY")).hasToString("10 JPY");
      assertThat(Money.of("1.5", "KWD")).hasToString("1.500 KWD");
      assertThat(Money.of("1E+3", "EUR")).hasToString("1000.00 EUR");
    }

    @Test
    void with_more_digits_than_its_currency_is_not_money() {
      assertThatThrownBy(() -> Money.of("0.001", "EUR"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Money.of("0.5", "JPY")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void in_something_that_is_no_currency_for_amounts_is_not_money() {
      assertThatThrownBy(() -> Money.of("1", "XXX")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_rounded_only_where_it_is_said_how() {
      assertThat(Money.rounded(new BigDecimal("0.125"), EUR, RoundingMode.HALF_EVEN))
          .isEqualTo(Money.of("0.12", "EUR"));
      assertThat(Money.rounded(new BigDecimal("0.125"), EUR, RoundingMode.HALF_UP))
          .isEqualTo(Money.of("0.13", "EUR"));
      assertThat(Money.of("0.10", "EUR").times(new BigDecimal("1.19"), RoundingMode.HALF_UP))
          .isEqualTo(Money.of("0.12", "EUR"));
    }
  }

  @Nested
  class Arithmetic {

    @Test
    void stays_within_one_currency() {
      Money euro = Money.of("1", "EUR");
      Money dollar = Money.of("1", "USD");
      assertThatThrownBy(() -> euro.plus(dollar)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> euro.minus(dollar)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> euro.compareTo(dollar)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void adds_up_and_takes_back() {
      Seeded.cases(
          100,
          random -> {
            Money a = any(random);
            Money b =
                new Money(
                    any(random).amount().setScale(a.amount().scale(), RoundingMode.DOWN),
                    a.currency());
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(a.negated()).isZero()).isTrue();
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(a.minus(b).amount().signum());
            assertThat(a.minus(b).isNegative()).isEqualTo(a.compareTo(b) < 0);
          });
    }
  }

  @Nested
  class Allocation {

    @Test
    void gives_the_odd_units_to_the_largest_remainders() {
      assertThat(Money.of("100", "EUR").allocate(weights("1", "1", "1")))
          .isEqualTo(euros("33.34", "33.33", "33.33"));
      assertThat(Money.of("0.05", "EUR").allocate(weights("0.7", "0.3")))
          .isEqualTo(euros("0.04", "0.01"));
      assertThat(Money.of("-100", "EUR").allocate(weights("1", "1", "1")))
          .isEqualTo(euros("-33.34", "-33.33", "-33.33"));
      assertThat(Money.of("10", "EUR").allocate(weights("0", "5"))).isEqualTo(euros("0", "10"));
    }

    @Test
    void needs_weights_that_say_something() {
      Money money = Money.of("10", "EUR");
      assertThatThrownBy(() -> money.allocate(List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> money.allocate(weights("0", "0")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> money.allocate(weights("3", "-1")))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loses_nothing_and_no_share_is_a_whole_unit_away_from_the_exact_one() {
      Seeded.cases(
          300,
          random -> {
            Money whole = any(random);
            List<BigDecimal> weights =
                random.listOf(
                    1,
                    12,
                    r ->
                        new BigDecimal(
                            java.math.BigInteger.valueOf(r.nextInt(1_000)), r.between(-2, 6)));
            BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (total.signum() == 0) {
              return;
            }
            List<Money> shares = whole.allocate(weights);
            assertThat(shares).hasSameSizeAs(weights);
            assertThat(shares.stream().reduce(Money.zero(whole.currency()), Money::plus))
                .isEqualTo(whole);
            BigDecimal unit =
                BigDecimal.ONE.movePointLeft(whole.currency().getDefaultFractionDigits());
            for (int i = 0; i < shares.size(); i++) {
              BigDecimal exact =
                  whole.amount().multiply(weights.get(i)).divide(total, MathContext.DECIMAL128);
              assertThat(shares.get(i).amount().subtract(exact).abs()).isLessThan(unit);
            }
          });
    }
  }

  private static Money any(Seeded random) {
    Currency currency = Currency.getInstance(random.oneOf("EUR", "JPY", "KWD"));
    return new Money(
        BigDecimal.valueOf(
            random.nextLong(-100_000_000, 100_000_000), currency.getDefaultFractionDigits()),
        currency);
  }

  private static List<BigDecimal> weights(String... weights) {
    return Stream.of(weights).map(BigDecimal::new).toList();
  }

  private static List<Money> euros(String... amounts) {
    return Stream.of(amounts).map(a -> Money.of(a, "EUR")).toList();
  }
}

package dev.kith.crm.domain.funnel;

import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much money comes out of a pipeline in a day:
 *
 * <pre>open × win rate × average of what was won / days from the beginning until it was won</pre>
 *
 * @param open how many opportunities are open
 * @param won how many were won
 * @param lost how many were lost
 * @param worth of what was won; null where amounts are hidden
 * @param duration from the first stage until the decision, of all that was won together
 */
public record Velocity(long open, long won, long lost, @Nullable Worth worth, Duration duration) {

  private static final MathContext PRECISION = MathContext.DECIMAL64;
  private static final long SECONDS_OF_DAY = 86_400;

  public static final Velocity NONE = new Velocity(0, 0, 0, null, Duration.ZERO);

  /** From 0 to 1; null where nothing was decided. */
  public @Nullable BigDecimal winRate() {
    return won + lost == 0
        ? null
        : BigDecimal.valueOf(won).divide(BigDecimal.valueOf(won + lost), PRECISION);
  }

  /**
   * Of those that are worth something that can be told in the currency, rounded half to even; null
   * where there is none.
   */
  public @Nullable Money averageWon() {
    BigDecimal average = average();
    return worth == null || average == null
        ? null
        : Money.rounded(average, worth.sum().currency(), RoundingMode.HALF_EVEN);
  }

  private @Nullable BigDecimal average() {
    return worth == null || worth.rated() == 0
        ? null
        : worth.sum().amount().divide(BigDecimal.valueOf(worth.rated()), PRECISION);
  }

  /** Days, with their fraction, that a win takes on average; null where nothing was won. */
  public @Nullable BigDecimal cycleDays() {
    return won == 0
        ? null
        : BigDecimal.valueOf(duration.toSeconds())
            .divide(BigDecimal.valueOf(won * SECONDS_OF_DAY), PRECISION);
  }

  /** Null where one of its parts is, or where everything is won at the moment that it begins. */
  public @Nullable Money perDay() {
    BigDecimal rate = winRate();
    BigDecimal average = average();
    BigDecimal days = cycleDays();
    return worth == null || rate == null || average == null || days == null || days.signum() == 0
        ? null
        : Money.rounded(
            BigDecimal.valueOf(open).multiply(rate).multiply(average).divide(days, PRECISION),
            worth.sum().currency(),
            RoundingMode.HALF_EVEN);
  }

  public Velocity plus(Velocity other) {
    return new Velocity(
        open + other.open,
        won + other.won,
        lost + other.lost,
        worth == null ? other.worth : other.worth == null ? worth : worth.plus(other.worth),
        duration.plus(other.duration));
  }
}

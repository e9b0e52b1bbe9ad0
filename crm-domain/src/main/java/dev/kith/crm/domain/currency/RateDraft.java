package dev.kith.crm.domain.currency;

import dev.kith.crm.domain.shared.Checks;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rate as somebody wrote it.
 *
 * @param base code of the currency of which there is one unit
 * @param quote code of the currency in which it is expressed
 * @param from first day on which it counts
 * @param rate such as 1.0832
 */
public record RateDraft(String base, String quote, LocalDate from, String rate) {

  private static final Pattern RATE = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  /** A rate that can be kept. */
  public record Rate(CurrencyPair pair, LocalDate from, BigDecimal rate) {}

  /**
   * The rate; null, with every problem noted below a path, if it is none.
   *
   * @param below such as {@code rates/3/}
   */
  public @Nullable Rate read(Checks checks, String below) {
    CurrencyPair pair = CurrencyPair.read(checks, below + "base", base, below + "quote", quote);
    if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
      checks.add(below + "from", "out-of-range", "A rate counts from 1900 on.");
    }
    BigDecimal exact = exact(checks, below + "rate");
    return pair == null || exact == null ? null : new Rate(pair, from, exact);
  }

  private @Nullable BigDecimal exact(Checks checks, String field) {
    String digits = rate.strip();
    if (!RATE.matcher(digits).matches() || new BigDecimal(digits).signum() == 0) {
      checks.add(
          field,
          "rate-syntax",
          "A rate is a number above zero such as 1.0832, with at most 12 digits on either side of"
              + " the point.");
      return null;
    }
    return ExchangeRates.plain(new BigDecimal(digits));
  }
}

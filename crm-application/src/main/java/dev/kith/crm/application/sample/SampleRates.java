package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.currency.RateDraft;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the euro was worth at the beginning of each month of a year: invented, but believable. */
public final class SampleRates {

  private static final int MONTHS = 13;

  private static final Map<String, String> TODAY =
      ImmutableMap.of(
          "USD", "1.1584", "GBP", "0.8792", "CHF", "0.9321", "DKK", "7.4689", "JPY", "180.42");

  private SampleRates() {}

  /**
   * @param crm in the name of somebody who keeps rates
   */
  public static void fill(Workspace crm, Instant now) {
    LocalDate month = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
    List<RateDraft> rates = new ArrayList<>();
    TODAY.forEach((code, today) -> {
      for (int ago = 0; ago < MONTHS; ago++) {
        rates.add(new RateDraft("EUR", code, month.minusMonths(ago), then(code, today, ago)));
      }
    });
    crm.currencies().put(rates).orElseThrow();
  }

  /** The krone is tied to the euro, the others go up and down by some percent. */
  private static String then(String code, String today, int ago) {
    double swing = code.equals("DKK") ? 0.0003 : 0.03;
    double factor = 1 + swing * Math.sin(ago * 0.9 + code.hashCode() % 7) - swing * ago / MONTHS;
    return new BigDecimal(today)
        .multiply(BigDecimal.valueOf(factor))
        .setScale(4, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}

package dev.kith.crm.domain.currency;

import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;

/**
 * The currency in which amounts of several currencies are added up: set by an administrator, the
 * same for everybody.
 */
public record ReportCurrency(Revision revision, Settings settings) implements Aggregate {

  /** There is one. */
  public static final UUID ID = new UUID(0, 0x637572);

  /**
   * @param currency its code
   */
  public record Settings(String currency) {}

  public static final ReportCurrency USUAL =
      new ReportCurrency(Revision.first(Instant.EPOCH), new Settings("EUR"));

  public Currency currency() {
    return Currency.getInstance(settings.currency());
  }

  /** Refused with {@code invalid}. */
  public Outcome<Change<ReportCurrency>> set(String code, Instant now) {
    Checks checks = new Checks();
    Currency wanted = Money.currency(checks, "currency", code);
    return checks.orRefuse(() ->
        currency().equals(wanted)
            ? Change.none(this)
            : Change.of(
                new ReportCurrency(revision.next(now), new Settings(String.valueOf(wanted)))));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("report-currency", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return Map.of("currency", settings.currency());
  }
}

package dev.kith.crm.domain.opportunity;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity as somebody wrote it down: raw text by field, whether it comes from a form or an
 * API call. A field that is missing, or has nothing to see, is empty.
 */
public record OpportunityDraft(Map<OpportunityField, String> values) {

  public static final OpportunityDraft EMPTY = new OpportunityDraft(Map.of());

  public OpportunityDraft {
    // In the order of the fields, so that equal drafts read the same: idempotency goes by their
    // text.
    values = Maps.immutableEnumMap(values);
  }

  public static OpportunityDraft named(String name) {
    return EMPTY.with(OpportunityField.NAME, name);
  }

  /** The content of an opportunity, written down again. */
  public static OpportunityDraft of(OpportunityContent content) {
    return new OpportunityDraft(content.texts());
  }

  /** The same draft with one field set, or emptied where the text is null. */
  public OpportunityDraft with(OpportunityField field, @Nullable String text) {
    Map<OpportunityField, String> changed = new EnumMap<>(OpportunityField.class);
    changed.putAll(values);
    if (text == null) {
      changed.remove(field);
    } else {
      changed.put(field, text);
    }
    return new OpportunityDraft(changed);
  }

  public OpportunityDraft worth(String amount, String currency) {
    return with(OpportunityField.AMOUNT, amount).with(OpportunityField.CURRENCY, currency);
  }

  public OpportunityDraft account(AccountId account) {
    return with(OpportunityField.ACCOUNT, account.toString());
  }

  public OpportunityDraft closing(String date) {
    return with(OpportunityField.CLOSE_DATE, date);
  }

  /**
   * Checks every field and either gives the content or lists every problem, each at the field's
   * code.
   */
  public Outcome<OpportunityContent> read() {
    Checks checks = new Checks();
    String name = text(checks, OpportunityField.NAME, OpportunityContent.LONGEST_NAME, false);
    if (name == null) {
      checks.add(OpportunityField.NAME.code(), "required", "An opportunity needs a name.");
    }
    AccountId account = account(checks);
    Money amount = amount(checks);
    LocalDate closeDate = closeDate(checks);
    String nextStep =
        text(checks, OpportunityField.NEXT_STEP, OpportunityContent.LONGEST_STEP, false);
    String source = text(checks, OpportunityField.SOURCE, OpportunityContent.LONGEST_SOURCE, false);
    String system =
        text(checks, OpportunityField.EXTERNAL_SYSTEM, ExternalId.LONGEST_SYSTEM, false);
    String externalId = text(checks, OpportunityField.EXTERNAL_ID, ExternalId.LONGEST_VALUE, false);
    String description =
        text(checks, OpportunityField.DESCRIPTION, OpportunityContent.LONGEST_DESCRIPTION, true);
    return checks.orRefuse(() ->
        new OpportunityContent(
            Objects.requireNonNull(name),
            account,
            amount,
            closeDate,
            nextStep,
            source,
            // A system alone says nothing.
            externalId == null ? null : new ExternalId(system, externalId),
            description));
  }

  private @Nullable AccountId account(Checks checks) {
    String text = raw(OpportunityField.ACCOUNT);
    if (text == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text.strip());
      // Java reads shorter forms, too.
      if (id.toString().equalsIgnoreCase(text.strip())) {
        return new AccountId(id);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    checks.add(OpportunityField.ACCOUNT.code(), "not-an-id", "The account is named by its id.");
    return null;
  }

  private @Nullable Money amount(Checks checks) {
    String amount = raw(OpportunityField.AMOUNT);
    // A currency alone says nothing.
    return amount == null
        ? null
        : Money.read(
            checks,
            OpportunityField.AMOUNT.code(),
            amount,
            OpportunityField.CURRENCY.code(),
            raw(OpportunityField.CURRENCY));
  }

  private @Nullable LocalDate closeDate(Checks checks) {
    String text = raw(OpportunityField.CLOSE_DATE);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text.strip());
      if (!date.isBefore(OpportunityContent.EARLIEST) && !date.isAfter(OpportunityContent.LATEST)) {
        return date;
      }
      checks.add(
          OpportunityField.CLOSE_DATE.code(),
          "out-of-range",
          "A close date lies between "
              + OpportunityContent.EARLIEST
              + " and "
              + OpportunityContent.LATEST
              + ".");
    } catch (DateTimeException e) {
      checks.add(
          OpportunityField.CLOSE_DATE.code(), "date-syntax", "A date is written as 2026-05-31.");
    }
    return null;
  }

  private @Nullable String text(Checks checks, OpportunityField field, int longest, boolean lines) {
    return checks.text(field.code(), raw(field), longest, lines);
  }

  private @Nullable String raw(OpportunityField field) {
    String text = values.get(field);
    return text == null || VisibleText.isBlank(text) ? null : text;
  }
}

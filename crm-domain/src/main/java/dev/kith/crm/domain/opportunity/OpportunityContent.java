package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people tell about an opportunity, read and checked.
 *
 * @param name what it is about, as it is to be shown
 * @param account who would buy
 * @param amount what it would bring, never negative
 * @param closeDate the day by which it should be decided
 * @param nextStep what is to be done next
 * @param source where it came from, in free words
 * @param externalId by what another system knows it; no two live opportunities have the same
 */
public record OpportunityContent(
    String name,
    @Nullable AccountId account,
    @Nullable Money amount,
    @Nullable LocalDate closeDate,
    @Nullable String nextStep,
    @Nullable String source,
    @Nullable ExternalId externalId,
    @Nullable String description) {

  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_STEP = 300;
  public static final int LONGEST_SOURCE = 100;
  public static final int LONGEST_DESCRIPTION = 10_000;

  /** Close dates lie between these, both included. */
  public static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  public static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  /** The same, with another account. */
  OpportunityContent with(AccountId other) {
    return new OpportunityContent(
        name, other, amount, closeDate, nextStep, source, externalId, description);
  }

  /** The same, with another amount. */
  OpportunityContent worth(Money other) {
    return new OpportunityContent(
        name, account, other, closeDate, nextStep, source, externalId, description);
  }

  /** Every filled field as text. */
  public Map<OpportunityField, String> texts() {
    ImmutableMap.Builder<OpportunityField, String> texts = ImmutableMap.builder();
    for (OpportunityField field : OpportunityField.values()) {
      String text = field.textOf(this);
      if (text != null) {
        texts.put(field, text);
      }
    }
    return texts.buildOrThrow();
  }
}

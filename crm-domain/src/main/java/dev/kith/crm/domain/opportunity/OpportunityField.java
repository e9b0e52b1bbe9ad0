package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an opportunity that people fill in. One list serves the API, forms and the audit
 * trail, so that a field has one name everywhere.
 */
public enum OpportunityField {
  NAME("name", "Name", OpportunityContent::name),
  ACCOUNT("account", "Account", c -> text(c.account())),
  AMOUNT("amount", "Amount", c -> amount(c.amount())),
  CURRENCY("currency", "Currency", c -> currency(c.amount())),
  CLOSE_DATE("closeDate", "Close date", c -> text(c.closeDate())),
  NEXT_STEP("nextStep", "Next step", OpportunityContent::nextStep),
  SOURCE("source", "Source", OpportunityContent::source),
  EXTERNAL_SYSTEM("externalSystem", "External system", c -> system(c.externalId())),
  EXTERNAL_ID("externalId", "External id", c -> value(c.externalId())),
  DESCRIPTION("description", "Description", OpportunityContent::description);

  private final String code;
  private final String label;
  private final Function<OpportunityContent, @Nullable String> text;

  OpportunityField(String code, String label, Function<OpportunityContent, @Nullable String> text) {
    this.code = code;
    this.label = label;
    this.text = text;
  }

  /** The stable name: in the API and in the audit trail. */
  public String code() {
    return code;
  }

  /** The name for people, in English. */
  public String label() {
    return label;
  }

  /**
   * The field's value as text that {@link OpportunityDraft} reads back to the same value; null if
   * it is empty.
   */
  public @Nullable String textOf(OpportunityContent content) {
    return text.apply(content);
  }

  public static Optional<OpportunityField> named(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
  }

  private static @Nullable String amount(@Nullable Money money) {
    return money == null ? null : money.amount().toPlainString();
  }

  private static @Nullable String currency(@Nullable Money money) {
    return money == null ? null : money.currency().getCurrencyCode();
  }

  private static @Nullable String system(@Nullable ExternalId id) {
    return id == null ? null : id.system();
  }

  private static @Nullable String value(@Nullable ExternalId id) {
    return id == null ? null : id.value();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}

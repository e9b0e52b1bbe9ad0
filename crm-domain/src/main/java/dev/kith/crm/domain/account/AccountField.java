package dev.kith.crm.domain.account;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Money;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an account that people fill in. One list serves the API, forms and the audit trail,
 * so that a field has one name everywhere.
 */
public enum AccountField {
  NAME("name", "Name", AccountContent::name),
  PARENT("parent", "Parent account", c -> text(c.parent())),
  DOMAINS("domains", "Domains", AccountField::domains),
  WEBSITE("website", "Website", AccountContent::website),
  PHONE("phone", "Phone", c -> text(c.phone())),
  INDUSTRY("industry", "Industry", AccountContent::industry),
  EMPLOYEES("employees", "Employees", c -> text(c.employees())),
  ANNUAL_REVENUE("annualRevenue", "Annual revenue", c -> amount(c.annualRevenue())),
  REVENUE_CURRENCY("revenueCurrency", "Currency of revenue", c -> currency(c.annualRevenue())),
  TAX_NUMBER("taxNumber", "Tax number", AccountContent::taxNumber),
  BILLING_STREET("billingStreet", "Billing street", c -> c.billing().street()),
  BILLING_POSTAL_CODE("billingPostalCode", "Billing postal code", c -> c.billing().postalCode()),
  BILLING_CITY("billingCity", "Billing city", c -> c.billing().city()),
  BILLING_REGION("billingRegion", "Billing region", c -> c.billing().region()),
  BILLING_COUNTRY("billingCountry", "Billing country", c -> code(c.billing().country())),
  SHIPPING_STREET("shippingStreet", "Shipping street", c -> c.shipping().street()),
  SHIPPING_POSTAL_CODE(
      "shippingPostalCode", "Shipping postal code", c -> c.shipping().postalCode()),
  SHIPPING_CITY("shippingCity", "Shipping city", c -> c.shipping().city()),
  SHIPPING_REGION("shippingRegion", "Shipping region", c -> c.shipping().region()),
  SHIPPING_COUNTRY("shippingCountry", "Shipping country", c -> code(c.shipping().country())),
  EXTERNAL_SYSTEM("externalSystem", "External system", c -> system(c.externalId())),
  EXTERNAL_ID("externalId", "External id", c -> value(c.externalId())),
  DESCRIPTION("description", "Description", AccountContent::description);

  private final String code;
  private final String label;
  private final Function<AccountContent, @Nullable String> text;

  AccountField(String code, String label, Function<AccountContent, @Nullable String> text) {
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
   * The field's value as text that {@link AccountDraft} reads back to the same value; null if it is
   * empty.
   */
  public @Nullable String textOf(AccountContent content) {
    return text.apply(content);
  }

  public static Optional<AccountField> named(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
  }

  private static @Nullable String domains(AccountContent content) {
    return content.domains().isEmpty()
        ? null
        : content.domains().stream().map(InternetDomain::name).collect(joining(" "));
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

  private static @Nullable String code(@Nullable Country country) {
    return country == null ? null : country.code();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}

package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of a file are, where they are no leads. Stored by name. The fields stand here by
 * their codes: accounts know the intake, and not the other way round.
 */
public enum RecordKind {
  ACCOUNT(Feature.ACCOUNT, Action.CREATE, "account", "accounts", accounts()),
  CONTACT(Feature.CONTACT, Action.CREATE, "contact", "contacts", contacts()),
  OPPORTUNITY(Feature.OPPORTUNITY, Action.CREATE, "opportunity", "opportunities", opportunities()),
  /** Nobody owns a product, so whoever keeps the catalogue keeps all of it. */
  PRODUCT(Feature.PRODUCT, Action.ADMINISTER, "product", "products", products());

  private static final Set<String> UNIQUE = Set.of("externalId", "email", "emails", "sku");

  private final Feature feature;
  private final Action creating;
  private final String singular;
  private final String plural;
  private final Map<String, String> fields;

  RecordKind(
      Feature feature,
      Action creating,
      String singular,
      String plural,
      Map<String, String> fields) {
    this.feature = feature;
    this.creating = creating;
    this.singular = singular;
    this.plural = plural;
    this.fields = fields;
  }

  /** Whose permissions count. */
  public Feature feature() {
    return feature;
  }

  /** What whoever brings such rows in must be allowed to do. */
  public Permission creating() {
    return new Permission(feature, creating);
  }

  /** As in the API, and for people. */
  public String singular() {
    return singular;
  }

  public String plural() {
    return plural;
  }

  /** What a column can say, with its name for people. */
  public Map<String, String> fields() {
    return fields;
  }

  /** What fills such a field. */
  public ImportTarget target(String field) {
    return new ImportTarget(singular + "." + field);
  }

  public static Optional<RecordKind> named(String singular) {
    return Arrays.stream(values()).filter(kind -> kind.singular.equals(singular)).findFirst();
  }

  /** Whether every row may say the same in a field. */
  public boolean canBeConstant(String field) {
    return !UNIQUE.contains(field);
  }

  private static Map<String, String> accounts() {
    return ImmutableMap.<String, String>builder()
        .put("name", "Name")
        .put("parent", "Parent account (name, domain or external id)")
        .put("domains", "Domains")
        .put("website", "Website")
        .put("phone", "Phone")
        .put("industry", "Industry")
        .put("employees", "Employees")
        .put("annualRevenue", "Annual revenue")
        .put("revenueCurrency", "Currency of revenue")
        .put("taxNumber", "Tax number")
        .put("billingStreet", "Billing street")
        .put("billingPostalCode", "Billing postal code")
        .put("billingCity", "Billing city")
        .put("billingRegion", "Billing region")
        .put("billingCountry", "Billing country")
        .put("shippingStreet", "Shipping street")
        .put("shippingPostalCode", "Shipping postal code")
        .put("shippingCity", "Shipping city")
        .put("shippingRegion", "Shipping region")
        .put("shippingCountry", "Shipping country")
        .put("externalSystem", "External system")
        .put("externalId", "External id")
        .put("description", "Description")
        .put("owner", "Owner (name or login)")
        .buildOrThrow();
  }

  private static Map<String, String> contacts() {
    return ImmutableMap.<String, String>builder()
        .put("fullName", "Full name")
        .put("givenName", "Given name")
        .put("familyName", "Family name")
        .put("title", "Job title")
        .put("department", "Department")
        .put("account", "Account (name, domain or external id)")
        .put("email", "E-mail address")
        .put("emails", "E-mail addresses, several")
        .put("phone", "Phone number")
        .put("mobile", "Mobile phone number")
        .put("phones", "Phone numbers, several")
        .put("street", "Street")
        .put("postalCode", "Postal code")
        .put("city", "City")
        .put("region", "Region")
        .put("country", "Country")
        .put("timeZone", "Time zone")
        .put("language", "Language")
        .put("externalSystem", "External system")
        .put("externalId", "External id")
        .put("description", "Description")
        .put("owner", "Owner (name or login)")
        .buildOrThrow();
  }

  private static Map<String, String> opportunities() {
    return ImmutableMap.<String, String>builder()
        .put("name", "Name")
        .put("account", "Account (name, domain or external id)")
        .put("amount", "Amount")
        .put("currency", "Currency")
        .put("closeDate", "Close date (the day of the decision, once decided)")
        .put("nextStep", "Next step")
        .put("source", "Source")
        .put("externalSystem", "External system")
        .put("externalId", "External id")
        .put("description", "Description")
        .put("product", "Product (key, external id or name)")
        .put("quantity", "Quantity of the product (1, if left out)")
        .put("unitPrice", "Unit price of the product (that of the list, if left out)")
        .put("discount", "Discount on the product, in percent")
        .put("pipeline", "Pipeline (name)")
        .put("stage", "Stage (name or key)")
        .put("openedOn", "In the stage since, or opened on")
        .put("lostReason", "Why it is lost")
        .put("lostCompetitor", "Who got it instead")
        .put("owner", "Owner (name or login)")
        .buildOrThrow();
  }

  private static Map<String, String> products() {
    return ImmutableMap.<String, String>builder()
        .put("sku", "Key (the name, if left out)")
        .put("name", "Name")
        .put("family", "Family")
        .put("price", "List price")
        .put("currency", "Currency of the list price")
        .put("externalSystem", "External system")
        .put("externalId", "External id")
        .buildOrThrow();
  }
}

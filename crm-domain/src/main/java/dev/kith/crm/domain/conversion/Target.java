package dev.kith.crm.domain.conversion;

import com.google.common.base.Ascii;
import dev.kith.crm.domain.access.Feature;

/** What a lead can become. Stored by name. */
public enum Target {
  ACCOUNT(Feature.ACCOUNT, "Account"),
  CONTACT(Feature.CONTACT, "Contact"),
  OPPORTUNITY(Feature.OPPORTUNITY, "Opportunity");

  private final Feature feature;
  private final String label;

  Target(Feature feature, String label) {
    this.feature = feature;
    this.label = label;
  }

  /** Whose permissions count. */
  public Feature feature() {
    return feature;
  }

  /** The name in the API; the type of its records as well. */
  public String code() {
    return Ascii.toLowerCase(name());
  }

  /** The name for people, in English. */
  public String label() {
    return label;
  }
}

package dev.kith.crm.domain.lead;

import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who the lead is and how to reach them. At least one of name, company and e-mail address is known,
 * so that a person can be told from another in a list.
 */
public record LeadProfile(
    @Nullable PersonName name,
    @Nullable String company,
    @Nullable String title,
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    PostalAddress address) {

  public static final int LONGEST_COMPANY = 200;
  public static final int LONGEST_TITLE = 100;

  public LeadProfile {
    if (name == null && company == null && email == null) {
      throw new IllegalArgumentException("a lead needs a name, a company or an e-mail address");
    }
  }

  /** How the lead is called in lists: the name, else the company, else the e-mail address. */
  public String displayName() {
    if (name != null) {
      return name.full();
    }
    return company != null ? company : String.valueOf(email);
  }
}

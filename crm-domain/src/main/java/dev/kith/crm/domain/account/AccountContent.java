package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people tell about an account, read and checked.
 *
 * @param name of the company, its legal form included, as it is to be shown
 * @param parent the account that it belongs to, such as a holding
 * @param domains its own domains, by which people at it are known; none twice
 * @param website with its scheme
 * @param industry in free words
 * @param employees how many work there
 * @param taxNumber as it stands on invoices, see {@link
 *     dev.kith.crm.domain.intake.taxid.TaxNumber#number()}
 */
public record AccountContent(
    String name,
    @Nullable AccountId parent,
    List<InternetDomain> domains,
    @Nullable String website,
    @Nullable PhoneNumber phone,
    @Nullable String industry,
    @Nullable Integer employees,
    @Nullable Money annualRevenue,
    @Nullable String taxNumber,
    PostalAddress billing,
    PostalAddress shipping,
    @Nullable ExternalId externalId,
    @Nullable String description) {

  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_INDUSTRY = 100;
  public static final int LONGEST_DESCRIPTION = 10_000;
  public static final int MOST_DOMAINS = 50;
  public static final int MOST_EMPLOYEES = 100_000_000;

  public AccountContent {
    domains = ImmutableList.copyOf(domains);
  }

  /** The name taken apart: without its legal form, and in the form that spellings share. */
  public CompanyName companyName() {
    return CompanyName.read(name, country());
  }

  /** Where the company is: where its invoices go, or else its goods. */
  public @Nullable Country country() {
    return billing.country() == null ? shipping.country() : billing.country();
  }

  /** The same, below another account; null for none. */
  AccountContent below(@Nullable AccountId newParent) {
    return new AccountContent(
        name,
        newParent,
        domains,
        website,
        phone,
        industry,
        employees,
        annualRevenue,
        taxNumber,
        billing,
        shipping,
        externalId,
        description);
  }

  /** Every filled field as text. */
  public Map<AccountField, String> texts() {
    ImmutableMap.Builder<AccountField, String> texts = ImmutableMap.builder();
    for (AccountField field : AccountField.values()) {
      String text = field.textOf(this);
      if (text != null) {
        texts.put(field, text);
      }
    }
    return texts.buildOrThrow();
  }
}

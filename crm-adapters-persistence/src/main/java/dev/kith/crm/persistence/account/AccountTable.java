package dev.kith.crm.persistence.account;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.intake.company.LegalForm;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AccountRecord;
import dev.kith.crm.persistence.kernel.SearchText;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** A row of an account, and the account of a row. */
final class AccountTable {

  private static final Splitter BLANKS = Splitter.on(' ');

  private AccountTable() {}

  static AccountRecord row(Account account) {
    AccountContent content = account.content();
    AccountRecord row = new AccountRecord();
    row.setId(account.id().value());
    row.setVersion(account.revision().version());
    row.setCreatedAt(account.revision().createdAt());
    row.setUpdatedAt(account.revision().updatedAt());
    row.setDeletedAt(account.revision().deletedAt());
    row.setMergedInto(account.mergedInto() == null ? null : account.mergedInto().value());
    row.setOwnerId(account.owner() == null ? null : account.owner().value());
    LegalForm form = content.companyName().legalForm();
    row.setLegalForm(form == null ? null : form.text());
    row.setParentId(content.parent() == null ? null : content.parent().value());
    row.setEmployees(content.employees() == null ? null : Long.valueOf(content.employees()));
    Money revenue = content.annualRevenue();
    row.setAnnualRevenue(revenue == null ? null : revenue.amount());
    for (AccountField field : AccountField.values()) {
      TableField<AccountRecord, String> column = column(field);
      if (column != null) {
        row.set(column, field.textOf(content));
      }
    }
    StayTable.put(row, account.stage());
    row.setLiveExternalKey(liveExternalKey(account));
    row.setNameKey(content.name().toLowerCase(Locale.ROOT));
    row.setSearchText(
        SearchText.comparable(
            content.name()
                + "\n"
                + content.domains().stream().map(InternetDomain::name).collect(joining("\n"))));
    return row;
  }

  static Account account(AccountRecord row) {
    return new Account(
        new AccountId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new AccountContent(
            row.getName(),
            row.getParentId() == null ? null : new AccountId(row.getParentId()),
            domains(row.getDomains()),
            row.getWebsite(),
            row.getPhone() == null ? null : new PhoneNumber(row.getPhone()),
            row.getIndustry(),
            row.getEmployees() == null ? null : row.getEmployees().intValue(),
            row.getAnnualRevenue() == null
                ? null
                : new Money(row.getAnnualRevenue(), Currency.getInstance(row.getRevenueCurrency())),
            row.getTaxNumber(),
            new PostalAddress(
                row.getBillingStreet(),
                row.getBillingPostalCode(),
                row.getBillingCity(),
                row.getBillingRegion(),
                country(row.getBillingCountry())),
            new PostalAddress(
                row.getShippingStreet(),
                row.getShippingPostalCode(),
                row.getShippingCity(),
                row.getShippingRegion(),
                country(row.getShippingCountry())),
            row.getExternalId() == null
                ? null
                : new ExternalId(row.getExternalSystem(), row.getExternalId()),
            row.getDescription()),
        row.getOwnerId() == null ? null : new UserId(row.getOwnerId()),
        StayTable.stage(row),
        row.getMergedInto() == null ? null : new AccountId(row.getMergedInto()));
  }

  /** The column that holds a field as its text; null for those that are stored otherwise. */
  static @Nullable TableField<AccountRecord, String> column(AccountField field) {
    return switch (field) {
      case NAME -> ACCOUNT.NAME;
      case PARENT, EMPLOYEES, ANNUAL_REVENUE -> null;
      case DOMAINS -> ACCOUNT.DOMAINS;
      case WEBSITE -> ACCOUNT.WEBSITE;
      case PHONE -> ACCOUNT.PHONE;
      case INDUSTRY -> ACCOUNT.INDUSTRY;
      case REVENUE_CURRENCY -> ACCOUNT.REVENUE_CURRENCY;
      case TAX_NUMBER -> ACCOUNT.TAX_NUMBER;
      case BILLING_STREET -> ACCOUNT.BILLING_STREET;
      case BILLING_POSTAL_CODE -> ACCOUNT.BILLING_POSTAL_CODE;
      case BILLING_CITY -> ACCOUNT.BILLING_CITY;
      case BILLING_REGION -> ACCOUNT.BILLING_REGION;
      case BILLING_COUNTRY -> ACCOUNT.BILLING_COUNTRY;
      case SHIPPING_STREET -> ACCOUNT.SHIPPING_STREET;
      case SHIPPING_POSTAL_CODE -> ACCOUNT.SHIPPING_POSTAL_CODE;
      case SHIPPING_CITY -> ACCOUNT.SHIPPING_CITY;
      case SHIPPING_REGION -> ACCOUNT.SHIPPING_REGION;
      case SHIPPING_COUNTRY -> ACCOUNT.SHIPPING_COUNTRY;
      case EXTERNAL_SYSTEM -> ACCOUNT.EXTERNAL_SYSTEM;
      case EXTERNAL_ID -> ACCOUNT.EXTERNAL_ID;
      case DESCRIPTION -> ACCOUNT.DESCRIPTION;
    };
  }

  static @Nullable String liveExternalKey(Account account) {
    ExternalId id = account.content().externalId();
    return id == null || account.revision().isDeleted() ? null : id.key();
  }

  private static List<InternetDomain> domains(@Nullable String text) {
    return text == null ? List.of() : BLANKS.splitToStream(text).map(InternetDomain::new).toList();
  }

  private static @Nullable Country country(@Nullable String code) {
    return code == null ? null : new Country(code);
  }
}

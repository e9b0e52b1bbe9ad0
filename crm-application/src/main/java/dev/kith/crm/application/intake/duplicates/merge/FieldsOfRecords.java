package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.duplicates.merge.ListedValues;
import dev.kith.crm.domain.intake.duplicates.merge.MergeField;
import dev.kith.crm.domain.intake.duplicates.merge.MergeFields;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Among which fields a choice is made where records are merged. */
public final class FieldsOfRecords {

  private static final List<String> ADDRESS =
      List.of("street", "postalCode", "city", "region", "country");

  private static final MergeFields OF_ACCOUNTS =
      new MergeFields(
          Arrays.stream(AccountField.values()).map(FieldsOfRecords::ofAccount).toList());

  private static final MergeFields OF_CONTACTS =
      new MergeFields(
          Arrays.stream(ContactField.values()).map(FieldsOfRecords::ofContact).toList());

  private FieldsOfRecords() {}

  public static MergeFields of(MergeKind kind) {
    return switch (kind) {
      case LEAD -> MergeFields.OF_LEADS;
      case ACCOUNT -> OF_ACCOUNTS;
      case CONTACT -> OF_CONTACTS;
    };
  }

  private static MergeField ofAccount(AccountField field) {
    String code = field.code();
    return switch (field) {
      case DOMAINS -> MergeField.uniting(code, new ListedValues(' ', domain -> domain));
      case EXTERNAL_SYSTEM -> MergeField.partOf(AccountField.EXTERNAL_ID.code(), code);
      case REVENUE_CURRENCY -> MergeField.partOf(AccountField.ANNUAL_REVENUE.code(), code);
      case BILLING_STREET, BILLING_POSTAL_CODE, BILLING_CITY, BILLING_REGION, BILLING_COUNTRY ->
          MergeField.among(address("billing"), code);
      case SHIPPING_STREET,
          SHIPPING_POSTAL_CODE,
          SHIPPING_CITY,
          SHIPPING_REGION,
          SHIPPING_COUNTRY ->
          MergeField.among(address("shipping"), code);
      case NAME,
          PARENT,
          WEBSITE,
          PHONE,
          INDUSTRY,
          EMPLOYEES,
          ANNUAL_REVENUE,
          TAX_NUMBER,
          EXTERNAL_ID,
          DESCRIPTION ->
          MergeField.single(code);
    };
  }

  private static MergeField ofContact(ContactField field) {
    String code = field.code();
    return switch (field) {
      case EMAILS, PHONES ->
          MergeField.uniting(code, new ListedValues('\n', FieldsOfRecords::channel));
      case EXTERNAL_SYSTEM -> MergeField.partOf(ContactField.EXTERNAL_ID.code(), code);
      case GIVEN_NAME, FAMILY_NAME -> MergeField.among(List.of("givenName", "familyName"), code);
      case STREET, POSTAL_CODE, CITY, REGION, COUNTRY -> MergeField.among(ADDRESS, code);
      case TITLE, DEPARTMENT, ACCOUNT, TIME_ZONE, LANGUAGE, EXTERNAL_ID, DESCRIPTION ->
          MergeField.single(code);
    };
  }

  private static List<String> address(String kind) {
    return ADDRESS.stream()
        .map(part -> kind + Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .toList();
  }

  /** The address or number of a line, without regard to case and to what it is for. */
  private static String channel(String line) {
    return ChannelLine.read(line).getFirst().value().toLowerCase(Locale.ROOT);
  }
}

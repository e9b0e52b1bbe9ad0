package dev.kith.crm.persistence.contact;

import static dev.kith.crm.persistence.generated.Tables.CONTACT;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.Email;
import dev.kith.crm.domain.contact.Phone;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ContactRecord;
import dev.kith.crm.persistence.kernel.SearchText;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/** A row of a contact, and the contact of a row. */
final class ContactTable {

  private ContactTable() {}

  static ContactRecord row(Contact contact) {
    ContactContent content = contact.content();
    ContactRecord row = new ContactRecord();
    row.setId(contact.id().value());
    row.setVersion(contact.revision().version());
    row.setCreatedAt(contact.revision().createdAt());
    row.setUpdatedAt(contact.revision().updatedAt());
    row.setDeletedAt(contact.revision().deletedAt());
    row.setMergedInto(contact.mergedInto() == null ? null : contact.mergedInto().value());
    row.setOwnerId(contact.owner() == null ? null : contact.owner().value());
    row.setAccountId(content.account() == null ? null : content.account().value());
    for (ContactField field : ContactField.values()) {
      TableField<ContactRecord, String> column = column(field);
      if (column != null) {
        row.set(column, field.textOf(content));
      }
    }
    row.setEmails(ContactField.EMAILS.textOf(content));
    row.setPhones(ContactField.PHONES.textOf(content));
    Email primary = content.primaryEmail();
    row.setEmail(primary == null ? null : primary.address().text());
    row.setPhone(content.phones().isEmpty() ? null : content.phones().getFirst().number().text());
    row.setLiveEmailKey(liveEmailKey(contact));
    row.setLiveExternalKey(liveExternalKey(contact));
    row.setNameKey(content.name().full().toLowerCase(Locale.ROOT));
    String family = content.name().family();
    row.setFamilyNameKey(family == null ? null : family.toLowerCase(Locale.ROOT));
    row.setSearchText(
        Stream.of(Stream.of(content.name().full()), addresses(content), numbers(content))
            .flatMap(texts -> texts)
            .map(SearchText::comparable)
            .collect(Collectors.joining("\n")));
    return row;
  }

  static Contact contact(ContactRecord row) {
    return new Contact(
        new ContactId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new ContactContent(
            new PersonName(row.getGivenName(), row.getFamilyName()),
            row.getTitle(),
            row.getDepartment(),
            row.getAccountId() == null ? null : new AccountId(row.getAccountId()),
            ChannelLine.read(row.getEmails()).stream()
                .map(line -> new Email(new EmailAddress(line.value()), line.type()))
                .toList(),
            ChannelLine.read(row.getPhones()).stream()
                .map(line -> new Phone(new PhoneNumber(line.value()), line.type()))
                .toList(),
            new PostalAddress(
                row.getStreet(),
                row.getPostalCode(),
                row.getCity(),
                row.getRegion(),
                row.getCountry() == null ? null : new Country(row.getCountry())),
            row.getTimeZone() == null ? null : ZoneId.of(row.getTimeZone()),
            row.getLanguage() == null ? null : new Language(row.getLanguage()),
            row.getExternalId() == null
                ? null
                : new ExternalId(row.getExternalSystem(), row.getExternalId()),
            row.getDescription()),
        row.getOwnerId() == null ? null : new UserId(row.getOwnerId()),
        row.getMergedInto() == null ? null : new ContactId(row.getMergedInto()));
  }

  /**
   * The column that holds a field as its text and is compared as such; null for those that are
   * stored or compared otherwise.
   */
  static @Nullable TableField<ContactRecord, String> column(ContactField field) {
    return switch (field) {
      case GIVEN_NAME -> CONTACT.GIVEN_NAME;
      case FAMILY_NAME -> CONTACT.FAMILY_NAME;
      case TITLE -> CONTACT.TITLE;
      case DEPARTMENT -> CONTACT.DEPARTMENT;
      case ACCOUNT, EMAILS, PHONES -> null;
      case STREET -> CONTACT.STREET;
      case POSTAL_CODE -> CONTACT.POSTAL_CODE;
      case CITY -> CONTACT.CITY;
      case REGION -> CONTACT.REGION;
      case COUNTRY -> CONTACT.COUNTRY;
      case TIME_ZONE -> CONTACT.TIME_ZONE;
      case LANGUAGE -> CONTACT.LANGUAGE;
      case EXTERNAL_SYSTEM -> CONTACT.EXTERNAL_SYSTEM;
      case EXTERNAL_ID -> CONTACT.EXTERNAL_ID;
      case DESCRIPTION -> CONTACT.DESCRIPTION;
    };
  }

  static @Nullable String liveEmailKey(Contact contact) {
    Email email = contact.content().primaryEmail();
    return email == null || contact.revision().isDeleted() ? null : email.address().key();
  }

  static @Nullable String liveExternalKey(Contact contact) {
    ExternalId id = contact.content().externalId();
    return id == null || contact.revision().isDeleted() ? null : id.key();
  }

  /** In lower case, as filters compare them. */
  static List<String> addressKeys(Contact contact) {
    return addresses(contact.content()).map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  static List<String> numberKeys(Contact contact) {
    return numbers(contact.content()).map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  private static Stream<String> addresses(ContactContent content) {
    return content.emails().stream().map(email -> email.address().text());
  }

  private static Stream<String> numbers(ContactContent content) {
    return content.phones().stream().map(phone -> phone.number().text());
  }
}

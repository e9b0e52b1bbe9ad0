package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PostalAddress;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people tell about a contact, read and checked.
 *
 * @param title what they are there, such as Head of Purchasing
 * @param account where they work; null where that is not known, or nowhere
 * @param emails the primary one first; none twice
 * @param phones the primary one first; none twice
 * @param timeZone where they live, so that nobody calls them at night
 * @param language in which they are written to
 */
public record ContactContent(
    PersonName name,
    @Nullable String title,
    @Nullable String department,
    @Nullable AccountId account,
    List<Email> emails,
    List<Phone> phones,
    PostalAddress address,
    @Nullable ZoneId timeZone,
    @Nullable Language language,
    @Nullable ExternalId externalId,
    @Nullable String description) {

  public static final int LONGEST_TITLE = 100;
  public static final int LONGEST_DEPARTMENT = 100;
  public static final int LONGEST_DESCRIPTION = 10_000;
  public static final int MOST_CHANNELS = 20;

  public ContactContent {
    emails = ImmutableList.copyOf(emails);
    phones = ImmutableList.copyOf(phones);
  }

  /** The address by which no other live contact is reached first; null without any. */
  public @Nullable Email primaryEmail() {
    return emails.isEmpty() ? null : emails.getFirst();
  }

  /** The same, at another account; null for none. */
  ContactContent at(@Nullable AccountId other) {
    return new ContactContent(
        name,
        title,
        department,
        other,
        emails,
        phones,
        address,
        timeZone,
        language,
        externalId,
        description);
  }

  /** Every filled field as text. */
  public Map<ContactField, String> texts() {
    ImmutableMap.Builder<ContactField, String> texts = ImmutableMap.builder();
    for (ContactField field : ContactField.values()) {
      String text = field.textOf(this);
      if (text != null) {
        texts.put(field, text);
      }
    }
    return texts.buildOrThrow();
  }
}

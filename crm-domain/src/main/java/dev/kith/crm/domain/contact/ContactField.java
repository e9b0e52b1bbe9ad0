package dev.kith.crm.domain.contact;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.ExternalId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a contact that people fill in. One list serves the API, forms and the audit trail,
 * so that a field has one name everywhere.
 */
public enum ContactField {
  GIVEN_NAME("givenName", "Given name", c -> c.name().given()),
  FAMILY_NAME("familyName", "Family name", c -> c.name().family()),
  TITLE("title", "Job title", ContactContent::title),
  DEPARTMENT("department", "Department", ContactContent::department),
  ACCOUNT("account", "Account", c -> text(c.account())),
  EMAILS("emails", "E-mail addresses", ContactField::emails),
  PHONES("phones", "Phone numbers", ContactField::phones),
  STREET("street", "Street", c -> c.address().street()),
  POSTAL_CODE("postalCode", "Postal code", c -> c.address().postalCode()),
  CITY("city", "City", c -> c.address().city()),
  REGION("region", "Region", c -> c.address().region()),
  COUNTRY("country", "Country", c -> code(c.address().country())),
  TIME_ZONE("timeZone", "Time zone", c -> text(c.timeZone())),
  LANGUAGE("language", "Language", c -> text(c.language())),
  EXTERNAL_SYSTEM("externalSystem", "External system", c -> system(c.externalId())),
  EXTERNAL_ID("externalId", "External id", c -> value(c.externalId())),
  DESCRIPTION("description", "Description", ContactContent::description);

  private final String code;
  private final String label;
  private final Function<ContactContent, @Nullable String> text;

  ContactField(String code, String label, Function<ContactContent, @Nullable String> text) {
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
   * The field's value as text that {@link ContactDraft} reads back to the same value; null if it is
   * empty. Several values stand on a line each, see {@link ChannelLine}.
   */
  public @Nullable String textOf(ContactContent content) {
    return text.apply(content);
  }

  /** Whether it has several values, each on a line. */
  public boolean isChannels() {
    return this == EMAILS || this == PHONES;
  }

  public static Optional<ContactField> named(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
  }

  private static @Nullable String emails(ContactContent content) {
    return lines(
        content.emails().stream()
            .map(email -> ChannelLine.of(email.type(), email.address().text()))
            .toList());
  }

  private static @Nullable String phones(ContactContent content) {
    return lines(
        content.phones().stream()
            .map(phone -> ChannelLine.of(phone.type(), phone.number().text()))
            .toList());
  }

  private static @Nullable String lines(List<ChannelLine> lines) {
    return lines.isEmpty() ? null : ChannelLine.write(lines);
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

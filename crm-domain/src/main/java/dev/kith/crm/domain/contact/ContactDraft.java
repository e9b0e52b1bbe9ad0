package dev.kith.crm.domain.contact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A contact as somebody wrote it down: raw text by field, whether it comes from a form or an API
 * call. A field that is missing, or has nothing to see, is empty. E-mail addresses and telephone
 * numbers stand on a line each, see {@link ChannelLine}.
 */
public record ContactDraft(Map<ContactField, String> values) {

  public static final ContactDraft EMPTY = new ContactDraft(Map.of());

  public ContactDraft {
    // In the order of the fields, so that equal drafts read the same: idempotency goes by their
    // text.
    values = Maps.immutableEnumMap(values);
  }

  public static ContactDraft named(String givenName, String familyName) {
    return EMPTY
        .with(ContactField.GIVEN_NAME, givenName)
        .with(ContactField.FAMILY_NAME, familyName);
  }

  /** The content of a contact, written down again. */
  public static ContactDraft of(ContactContent content) {
    return new ContactDraft(content.texts());
  }

  /** The same draft with one field set, or emptied where the text is null. */
  public ContactDraft with(ContactField field, @Nullable String text) {
    Map<ContactField, String> changed = new EnumMap<>(ContactField.class);
    changed.putAll(values);
    if (text == null) {
      changed.remove(field);
    } else {
      changed.put(field, text);
    }
    return new ContactDraft(changed);
  }

  /** The same draft without the field of this code, if there is one. */
  public ContactDraft without(String code) {
    return ContactField.named(code).map(field -> with(field, null)).orElse(this);
  }

  public ContactDraft at(AccountId account) {
    return with(ContactField.ACCOUNT, account.toString());
  }

  public ContactDraft emails(String lines) {
    return with(ContactField.EMAILS, lines);
  }

  public ContactDraft phones(String lines) {
    return with(ContactField.PHONES, lines);
  }

  /**
   * Checks every field and either gives the content or lists every problem, each at the field's
   * code.
   */
  public Outcome<ContactContent> read(PhoneReader phoneReader) {
    Checks checks = new Checks();
    String given = text(checks, ContactField.GIVEN_NAME, PersonName.LONGEST_PART, false);
    String family = text(checks, ContactField.FAMILY_NAME, PersonName.LONGEST_PART, false);
    if (given == null && family == null) {
      checks.add(ContactField.FAMILY_NAME.code(), "required", "A contact needs a name.");
    }
    String title = text(checks, ContactField.TITLE, ContactContent.LONGEST_TITLE, false);
    String department =
        text(checks, ContactField.DEPARTMENT, ContactContent.LONGEST_DEPARTMENT, false);
    AccountId account = account(checks);
    PostalAddress address =
        PostalAddress.read(
            checks,
            raw(ContactField.STREET),
            raw(ContactField.POSTAL_CODE),
            raw(ContactField.CITY),
            raw(ContactField.REGION),
            raw(ContactField.COUNTRY));
    List<Email> emails =
        channels(
            checks,
            ContactField.EMAILS,
            EmailAddress::parse,
            EmailAddress::key,
            (value, type) -> new Email(value, type));
    List<Phone> phones =
        channels(
            checks,
            ContactField.PHONES,
            text -> phoneReader.read(text, address.country()),
            number -> number.text(),
            (value, type) -> new Phone(value, type));
    ZoneId timeZone = parsed(checks, ContactField.TIME_ZONE, TimeZones::parse);
    Language language = parsed(checks, ContactField.LANGUAGE, Language::parse);
    String system = text(checks, ContactField.EXTERNAL_SYSTEM, ExternalId.LONGEST_SYSTEM, false);
    String externalId = text(checks, ContactField.EXTERNAL_ID, ExternalId.LONGEST_VALUE, false);
    String description =
        text(checks, ContactField.DESCRIPTION, ContactContent.LONGEST_DESCRIPTION, true);
    return checks.orRefuse(() ->
        new ContactContent(
            new PersonName(given, family),
            title,
            department,
            account,
            emails,
            phones,
            address,
            timeZone,
            language,
            // A system alone says nothing.
            externalId == null ? null : new ExternalId(system, externalId),
            description));
  }

  private @Nullable AccountId account(Checks checks) {
    String text = raw(ContactField.ACCOUNT);
    if (text == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text.strip());
      // Java reads shorter forms, too.
      if (id.toString().equalsIgnoreCase(text.strip())) {
        return new AccountId(id);
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    checks.add(ContactField.ACCOUNT.code(), "not-an-id", "The account is named by its id.");
    return null;
  }

  /**
   * What stands on the lines of a field, the primary one first.
   *
   * @param key by which two are the same
   */
  private <T, C> List<C> channels(
      Checks checks,
      ContactField field,
      Function<String, Outcome<T>> parse,
      Function<T, String> key,
      BiFunction<T, ChannelType, C> channel) {
    List<ChannelLine> lines = ChannelLine.read(raw(field));
    if (lines.size() > ContactContent.MOST_CHANNELS) {
      checks.add(
          field.code(),
          "too-many",
          "A contact has at most " + ContactContent.MOST_CHANNELS + " of these.");
      return List.of();
    }
    Set<String> seen = new HashSet<>();
    ImmutableList.Builder<C> primary = ImmutableList.builder();
    ImmutableList.Builder<C> others = ImmutableList.builder();
    boolean hasPrimary = false;
    for (int i = 0; i < lines.size(); i++) {
      ChannelLine line = lines.get(i);
      String at = field.code() + "/" + i;
      if (line.primary() && hasPrimary) {
        checks.add(at, "several-primary", "Only one of these is the primary one.");
      }
      T value = checks.take(at, parse.apply(line.value()));
      if (value != null && !seen.add(key.apply(value))) {
        checks.add(at, "twice", "This stands there already.");
      } else if (value != null) {
        (line.primary() ? primary : others).add(channel.apply(value, line.type()));
      }
      hasPrimary |= line.primary();
    }
    return primary.addAll(others.build()).build();
  }

  private <T> @Nullable T parsed(
      Checks checks, ContactField field, Function<String, Outcome<T>> parse) {
    String text = raw(field);
    return text == null ? null : checks.take(field.code(), parse.apply(text.strip()));
  }

  private @Nullable String text(Checks checks, ContactField field, int longest, boolean lines) {
    return checks.text(field.code(), raw(field), longest, lines);
  }

  private @Nullable String raw(ContactField field) {
    String text = values.get(field);
    return text == null || VisibleText.isBlank(text) ? null : text;
  }
}

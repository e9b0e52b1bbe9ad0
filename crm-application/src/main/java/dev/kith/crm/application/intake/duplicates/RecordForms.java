package dev.kith.crm.application.intake.duplicates;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchSubject;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the one matcher is told of accounts and contacts. */
public final class RecordForms {

  private static final String HIDDEN = "(hidden)";

  private RecordForms() {}

  /** How an account is called, as far as that may be seen. */
  public static String name(AccountContent account, Set<String> hidden) {
    return hidden.contains(AccountField.NAME.code()) ? HIDDEN : account.name();
  }

  /** Where it is, as far as that may be seen. */
  public static @Nullable String place(AccountContent account, Set<String> hidden) {
    return unless(hidden, AccountField.BILLING_CITY, account.billing().city());
  }

  /** How a contact is called, as far as that may be seen. */
  public static String name(ContactContent contact, Set<String> hidden) {
    return hidden.contains(ContactField.GIVEN_NAME.code())
            || hidden.contains(ContactField.FAMILY_NAME.code())
        ? HIDDEN
        : contact.name().full();
  }

  /**
   * Where a contact works, as far as that may be seen.
   *
   * @param account how the account is called; null where nobody knows
   */
  public static @Nullable String employer(@Nullable String account, Set<String> hidden) {
    return unless(hidden, ContactField.ACCOUNT, account);
  }

  /** Under which an account is found that may be the same. */
  public static Set<String> keys(AccountContent account) {
    return Fingerprint.of(of(account, Set.of())).blockingKeys();
  }

  /**
   * The same of a contact, who is found by each e-mail address and number; where somebody works is
   * compared, but finds nobody.
   */
  public static Set<String> keys(ContactContent contact) {
    return keys(contact, Set.of());
  }

  /**
   * The same without fields that do not count.
   *
   * @param hidden their codes
   */
  public static Set<String> keys(ContactContent contact, Set<String> hidden) {
    ImmutableSet.Builder<String> keys = ImmutableSet.builder();
    keys.addAll(Fingerprint.of(of(contact, contact, null, hidden)).blockingKeys());
    if (!hidden.contains(ContactField.EMAILS.code())) {
      contact.emails().stream()
          .skip(1)
          .map(line -> MatchSubject.builder().email(line.address().text()).build())
          .forEach(further -> keys.addAll(Fingerprint.of(further).blockingKeys()));
    }
    if (!hidden.contains(ContactField.PHONES.code())) {
      contact.phones().stream()
          .skip(1)
          .map(line -> MatchSubject.builder().phone(line.number().text()).build())
          .forEach(further -> keys.addAll(Fingerprint.of(further).blockingKeys()));
    }
    return keys.build();
  }

  /**
   * An account is an organisation and no person.
   *
   * @param hidden fields that do not count
   */
  public static MatchSubject of(AccountContent account, Set<String> hidden) {
    InternetDomain domain = account.domains().isEmpty() ? null : account.domains().getFirst();
    PostalAddress billing = account.billing();
    return MatchSubject.builder()
        .company(unless(hidden, AccountField.NAME, account.name()))
        .website(
            domain == null
                ? unless(hidden, AccountField.WEBSITE, account.website())
                : unless(hidden, AccountField.DOMAINS, domain.name()))
        .phone(
            account.phone() == null
                ? null
                : unless(hidden, AccountField.PHONE, account.phone().text()))
        .street(unless(hidden, AccountField.BILLING_STREET, billing.street()))
        .postalCode(unless(hidden, AccountField.BILLING_POSTAL_CODE, billing.postalCode()))
        .city(unless(hidden, AccountField.BILLING_CITY, billing.city()))
        .region(unless(hidden, AccountField.BILLING_REGION, billing.region()))
        .country(unless(hidden, AccountField.BILLING_COUNTRY, code(billing.country())))
        .build();
  }

  private static @Nullable String unless(
      Set<String> hidden, AccountField field, @Nullable String text) {
    return hidden.contains(field.code()) ? null : text;
  }

  /**
   * @param other with whom the contact is compared: of several addresses or numbers the one counts
   *     that both have, else the first
   * @param account how the account is called where the person works; null where nobody knows
   * @param hidden fields that do not count
   */
  public static MatchSubject of(
      ContactContent contact, ContactContent other, @Nullable String account, Set<String> hidden) {
    PostalAddress address = contact.address();
    return MatchSubject.builder()
        .givenName(unless(hidden, ContactField.GIVEN_NAME, contact.name().given()))
        .familyName(unless(hidden, ContactField.FAMILY_NAME, contact.name().family()))
        .company(unless(hidden, ContactField.ACCOUNT, account))
        .email(
            unless(
                hidden,
                ContactField.EMAILS,
                shared(
                    contact.emails(),
                    other.emails(),
                    email -> email.address().key(),
                    email -> email.address().text())))
        .phone(
            unless(
                hidden,
                ContactField.PHONES,
                shared(
                    contact.phones(),
                    other.phones(),
                    phone -> phone.number().text(),
                    phone -> phone.number().text())))
        .street(unless(hidden, ContactField.STREET, address.street()))
        .postalCode(unless(hidden, ContactField.POSTAL_CODE, address.postalCode()))
        .city(unless(hidden, ContactField.CITY, address.city()))
        .region(unless(hidden, ContactField.REGION, address.region()))
        .country(unless(hidden, ContactField.COUNTRY, code(address.country())))
        .build();
  }

  private static <L> @Nullable String shared(
      List<L> own, List<L> others, Function<L, String> key, Function<L, String> text) {
    Set<String> theirs = others.stream().map(key).collect(Collectors.toSet());
    return own.stream()
        .filter(line -> theirs.contains(key.apply(line)))
        .findFirst()
        .or(() -> own.stream().findFirst())
        .map(text)
        .orElse(null);
  }

  private static @Nullable String unless(
      Set<String> hidden, ContactField field, @Nullable String text) {
    return hidden.contains(field.code()) ? null : text;
  }

  private static @Nullable String code(@Nullable Country country) {
    return country == null ? null : country.code();
  }
}

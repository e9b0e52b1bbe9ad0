package dev.kith.crm.domain.account;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.Maps;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.WebAddress;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An account as somebody wrote it down: raw text by field, whether it comes from a form or an API
 * call. A field that is missing, or has nothing to see, is empty. Several domains are divided by
 * blanks, line breaks, commas or semicolons.
 */
public record AccountDraft(Map<AccountField, String> values) {

  public static final AccountDraft EMPTY = new AccountDraft(Map.of());

  private static final Splitter DOMAINS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf(",;"))).omitEmptyStrings();

  public AccountDraft {
    // In the order of the fields, so that equal drafts read the same: idempotency goes by their
    // text.
    values = Maps.immutableEnumMap(values);
  }

  public static AccountDraft named(String name) {
    return EMPTY.with(AccountField.NAME, name);
  }

  /** The content of an account, written down again. */
  public static AccountDraft of(AccountContent content) {
    return new AccountDraft(content.texts());
  }

  /** The same draft with one field set, or emptied where the text is null. */
  public AccountDraft with(AccountField field, @Nullable String text) {
    Map<AccountField, String> changed = new EnumMap<>(AccountField.class);
    changed.putAll(values);
    if (text == null) {
      changed.remove(field);
    } else {
      changed.put(field, text);
    }
    return new AccountDraft(changed);
  }

  /** The same draft without the field of this code, if there is one. */
  public AccountDraft without(String code) {
    return AccountField.named(code).map(field -> with(field, null)).orElse(this);
  }

  public AccountDraft domains(String domains) {
    return with(AccountField.DOMAINS, domains);
  }

  public AccountDraft parent(AccountId parent) {
    return with(AccountField.PARENT, parent.toString());
  }

  /**
   * Checks every field and either gives the content or lists every problem, each at the field's
   * code.
   *
   * @param freeMail which domains anybody can have an address at: they tell of no company
   */
  public Outcome<AccountContent> read(PhoneReader phones, Predicate<InternetDomain> freeMail) {
    Checks checks = new Checks();
    String name = text(checks, AccountField.NAME, AccountContent.LONGEST_NAME, false);
    if (name == null) {
      checks.add(AccountField.NAME.code(), "required", "An account needs a name.");
    }
    AccountId parent = parent(checks);
    List<InternetDomain> domains = domains(checks, freeMail);
    String website = website(checks);
    PostalAddress billing = address(checks, "billing");
    PostalAddress shipping = address(checks, "shipping");
    Country country = billing.country() == null ? shipping.country() : billing.country();
    String phoneText = raw(AccountField.PHONE);
    PhoneNumber phone =
        phoneText == null ? null : checks.take("phone", phones.read(phoneText, country));
    String industry = text(checks, AccountField.INDUSTRY, AccountContent.LONGEST_INDUSTRY, false);
    Integer employees = employees(checks);
    Money revenue = revenue(checks);
    String taxText = raw(AccountField.TAX_NUMBER);
    TaxNumber taxNumber =
        taxText == null
            ? null
            : checks.take(AccountField.TAX_NUMBER.code(), TaxNumber.read(taxText, country));
    ExternalId externalId = externalId(checks);
    String description =
        text(checks, AccountField.DESCRIPTION, AccountContent.LONGEST_DESCRIPTION, true);
    return checks.orRefuse(() ->
        new AccountContent(
            Objects.requireNonNull(name),
            parent,
            domains,
            website,
            phone,
            industry,
            employees,
            revenue,
            taxNumber == null ? null : taxNumber.number(),
            billing,
            shipping,
            externalId,
            description));
  }

  private @Nullable AccountId parent(Checks checks) {
    String text = raw(AccountField.PARENT);
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
    checks.add(AccountField.PARENT.code(), "not-an-id", "The parent is named by its id.");
    return null;
  }

  private List<InternetDomain> domains(Checks checks, Predicate<InternetDomain> freeMail) {
    String text = raw(AccountField.DOMAINS);
    String field = AccountField.DOMAINS.code();
    List<String> written = text == null ? List.of() : DOMAINS.splitToList(text);
    if (written.size() > AccountContent.MOST_DOMAINS) {
      checks.add(
          field, "too-many", "An account has at most " + AccountContent.MOST_DOMAINS + " domains.");
      return List.of();
    }
    Set<InternetDomain> good = new LinkedHashSet<>();
    for (int i = 0; i < written.size(); i++) {
      InternetDomain domain = checks.take(field + "/" + i, InternetDomain.parse(written.get(i)));
      if (domain != null && freeMail.test(domain)) {
        checks.add(
            field + "/" + i,
            "domain-free-mail",
            "Anybody can have an address at " + domain + ": it tells of no company.");
      } else if (domain != null) {
        good.add(domain);
      }
    }
    return List.copyOf(good);
  }

  private @Nullable String website(Checks checks) {
    String text = raw(AccountField.WEBSITE);
    return text == null
        ? null
        : checks.take(AccountField.WEBSITE.code(), WebAddress.parse(text).map(WebAddress::text));
  }

  private @Nullable Integer employees(Checks checks) {
    String text = raw(AccountField.EMPLOYEES);
    if (text == null) {
      return null;
    }
    Integer number = Ints.tryParse(text.strip());
    if (number != null && number >= 0 && number <= AccountContent.MOST_EMPLOYEES) {
      return number;
    }
    checks.add(
        AccountField.EMPLOYEES.code(),
        "not-in-range",
        "The number of employees is a whole number from 0 to "
            + AccountContent.MOST_EMPLOYEES
            + ".");
    return null;
  }

  private @Nullable Money revenue(Checks checks) {
    String amount = raw(AccountField.ANNUAL_REVENUE);
    // A currency alone says nothing.
    return amount == null
        ? null
        : Money.read(
            checks,
            AccountField.ANNUAL_REVENUE.code(),
            amount,
            AccountField.REVENUE_CURRENCY.code(),
            raw(AccountField.REVENUE_CURRENCY));
  }

  private @Nullable ExternalId externalId(Checks checks) {
    String system = text(checks, AccountField.EXTERNAL_SYSTEM, ExternalId.LONGEST_SYSTEM, false);
    String value = text(checks, AccountField.EXTERNAL_ID, ExternalId.LONGEST_VALUE, false);
    return value == null ? null : new ExternalId(system, value);
  }

  private PostalAddress address(Checks checks, String kind) {
    return PostalAddress.read(
        checks,
        part -> code(kind, part),
        part(kind, "street"),
        part(kind, "postalCode"),
        part(kind, "city"),
        part(kind, "region"),
        part(kind, "country"));
  }

  private @Nullable String part(String kind, String part) {
    return raw(AccountField.named(code(kind, part)).orElseThrow());
  }

  /** {@code billing} and {@code city} are {@code billingCity}. */
  private static String code(String kind, String part) {
    return kind + Character.toUpperCase(part.charAt(0)) + part.substring(1);
  }

  private @Nullable String text(Checks checks, AccountField field, int longest, boolean lines) {
    return checks.text(field.code(), raw(field), longest, lines);
  }

  private @Nullable String raw(AccountField field) {
    String text = values.get(field);
    return text == null || VisibleText.isBlank(text) ? null : text;
  }
}

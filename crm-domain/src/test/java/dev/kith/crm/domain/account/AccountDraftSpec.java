package dev.kith.crm.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Accounts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountDraftSpec {

  @Nested
  class An_account_as_somebody_wrote_it_down {

    @Test
    void needs_a_name_and_nothing_else() {
      assertThat(Accounts.content(AccountDraft.named(" Vogel "))).isEqualTo(bare("Vogel"));
      assertThat(codes(AccountDraft.EMPTY)).containsExactly("/name required");
    }

    @Test
    void is_written_down_again_as_the_same_draft() {
      AccountContent content = Accounts.content(Accounts.complete().parent(Accounts.anId()));

      assertThat(content.texts()).containsOnlyKeys(AccountField.values());
      assertThat(Accounts.content(AccountDraft.of(content))).isEqualTo(content);
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      AccountDraft bad =
          AccountDraft.EMPTY
              .with(AccountField.PARENT, "the holding")
              .domains("vogel.example nonsense co.uk freemail.example")
              .with(AccountField.WEBSITE, "not a website")
              .with(AccountField.PHONE, "call us")
              .with(AccountField.INDUSTRY, "x".repeat(101))
              .with(AccountField.EMPLOYEES, "-1")
              .with(AccountField.ANNUAL_REVENUE, "1,5 Mio")
              .with(AccountField.REVENUE_CURRENCY, "XXX")
              .with(AccountField.TAX_NUMBER, "DE111")
              .with(AccountField.BILLING_COUNTRY, "Atlantis")
              .with(AccountField.SHIPPING_CITY, "x".repeat(101));

      assertThat(codes(bad))
          .containsExactly(
              "/name required",
              "/parent not-an-id",
              "/domains/1 domain-syntax",
              "/domains/2 domain-public",
              "/domains/3 domain-free-mail",
              "/website website-syntax",
              "/billingCountry country-unknown",
              "/shippingCity too-long",
              "/phone phone-syntax",
              "/industry too-long",
              "/employees not-in-range",
              "/revenueCurrency currency-unknown",
              "/annualRevenue amount-syntax",
              "/taxNumber vat-shape");
    }
  }

  @Nested
  class The_name {

    @Test
    void stays_as_it_is_and_its_legal_form_is_known() {
      AccountContent content = Accounts.content(AccountDraft.named("Müller & Söhne GmbH"));

      assertThat(content.name()).isEqualTo("Müller & Söhne GmbH");
      assertThat(content.companyName().name()).isEqualTo("Müller & Söhne");
      assertThat(content.companyName().legalForm()).isNotNull();
    }

    @Test
    void is_read_as_it_is_usual_where_the_company_is() {
      AccountDraft polish = AccountDraft.named("Alba SA").with(AccountField.BILLING_COUNTRY, "PL");

      assertThat(Accounts.content(polish).companyName().name()).isEqualTo("Alba");
    }
  }

  @Nested
  class Domains {

    @Test
    void are_known_as_name_servers_know_them_each_once_in_the_order_given() {
      assertThat(domainsOf("Vogel.Example; bücher.example,\n vogel.example."))
          .containsExactly(
              new InternetDomain("vogel.example"), new InternetDomain("xn--bcher-kva.example"));
    }

    @Test
    void are_fifty_at_most() {
      assertThat(domainsOf(many(50))).hasSize(50);
      assertThat(codes(AccountDraft.named("Vogel").domains(many(51))))
          .containsExactly("/domains too-many");
    }

    private static List<InternetDomain> domainsOf(String text) {
      return Accounts.content(AccountDraft.named("Vogel").domains(text)).domains();
    }

    private static String many(int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> "d" + i + ".example")
          .collect(Collectors.joining(" "));
    }
  }

  @Nested
  class Annual_revenue {

    @Test
    void is_an_amount_in_a_currency_and_a_currency_alone_says_nothing() {
      assertThat(revenue("1250.5", "eur")).isEqualTo(Money.of("1250.50", "EUR"));
      assertThat(
              Accounts.content(
                      AccountDraft.named("Vogel").with(AccountField.REVENUE_CURRENCY, "EUR"))
                  .annualRevenue())
          .isNull();
    }

    @Test
    void needs_a_currency_and_no_more_digits_than_that_has() {
      AccountDraft draft = AccountDraft.named("Vogel").with(AccountField.ANNUAL_REVENUE, "100.5");

      assertThat(codes(draft)).containsExactly("/revenueCurrency required");
      assertThat(codes(draft.with(AccountField.REVENUE_CURRENCY, "JPY")))
          .containsExactly("/annualRevenue too-many-decimals");
    }

    private static @Nullable Money revenue(String amount, String currency) {
      return Accounts.content(
              AccountDraft.named("Vogel")
                  .with(AccountField.ANNUAL_REVENUE, amount)
                  .with(AccountField.REVENUE_CURRENCY, currency))
          .annualRevenue();
    }
  }

  @Nested
  class The_tax_number {

    @Test
    void is_kept_as_it_stands_on_invoices() {
      assertThat(taxNumber("de 136-695-976", null)).isEqualTo("DE136695976");
    }

    @Test
    void is_read_as_one_of_the_country_where_invoices_go() {
      assertThat(taxNumber("136695976", "DE")).isEqualTo("DE136695976");
      assertThat(codes(AccountDraft.named("Vogel").with(AccountField.TAX_NUMBER, "136695976")))
          .containsExactly("/taxNumber vat-country-missing");
      assertThat(codes(AccountDraft.named("Vogel").with(AccountField.TAX_NUMBER, "DE136695977")))
          .containsExactly("/taxNumber vat-check-digit");
    }

    private static @Nullable String taxNumber(String text, @Nullable String country) {
      return Accounts.content(
              AccountDraft.named("Vogel")
                  .with(AccountField.TAX_NUMBER, text)
                  .with(AccountField.BILLING_COUNTRY, country))
          .taxNumber();
    }
  }

  private static AccountContent bare(String name) {
    return new AccountContent(
        name,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        PostalAddress.NONE,
        PostalAddress.NONE,
        null,
        null);
  }

  private static List<String> codes(AccountDraft draft) {
    return Accounts.read(draft) instanceof Outcome.Refused<AccountContent>(Invalid invalid)
        ? invalid.violations().stream().map(AccountDraftSpec::code).toList()
        : List.of();
  }

  private static String code(Violation violation) {
    return violation.pointer() + " " + violation.code();
  }
}

package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmailAddressSpec {

  @Nested
  class A_good_address {

    @Test
    void has_a_name_of_dotted_atoms_and_a_domain_of_labels() {
      List<String> good =
          List.of(
              "a@b.co",
              "ada.lovelace+crm@engines.example",
              "o'neil@sub.engines.example",
              "!#$%&'*+/=?^_`{|}~-@engines.example",
              "käthe@bücher.example",
              "朝子@例え.example",
              "a@xn--bcher-kva.example",
              "a@1a.example",
              "a@io",
              "a".repeat(64) + "@engines.example");
      assertThat(good)
          .allSatisfy(text ->
              assertThat(EmailAddress.parse(text)).isEqualTo(Outcome.done(new EmailAddress(text))));
    }

    @Test
    void is_kept_as_written_but_for_blanks_around_it_and_the_case_of_its_domain() {
      EmailAddress address = EmailAddress.parse("  Ada.Lovelace@Engines.EXAMPLE ").orElseThrow();
      assertThat(address).hasToString("Ada.Lovelace@engines.example");
      assertThat(address.local()).isEqualTo("Ada.Lovelace");
      assertThat(address.domain()).isEqualTo("engines.example");
    }

    @Test
    void is_the_same_as_another_by_its_key() {
      assertThat(new EmailAddress("Käthe@Bücher.example").key())
          .isEqualTo("käthe@xn--bcher-kva.example");
      assertThat(new EmailAddress("KÄTHE@xn--bcher-kva.EXAMPLE").key())
          .isEqualTo("käthe@xn--bcher-kva.example");
    }
  }

  @Nested
  class A_bad_address {

    @Test
    void is_refused_with_the_reason() {
      assertRefused("An e-mail address needs an @.", "", "ada", "ada.engines.example");
      assertRefused(
          "An e-mail address needs a name before the @ and a domain after it.",
          "@",
          "@engines.example",
          "ada@");
      assertRefused(
          "The e-mail address is too long.",
          "a".repeat(65) + "@engines.example",
          "a@" + "b".repeat(63) + ("." + "b".repeat(63)).repeat(3) + ".example");
      assertRefused(
          "The part before the @ has a character or a dot that is not allowed there.",
          ".ada@engines.example",
          "ada.@engines.example",
          "a..b@engines.example",
          "a b@engines.example",
          "a@b@engines.example",
          "\"ada\"@engines.example",
          "ada<x>@engines.example",
          "a\u0000b@engines.example",
          "\nada@engines.example",
          "a(comment)@engines.example");
      assertRefused(
          "The part after the @ is not a domain name.",
          "a@localhost",
          "a@com",
          "a@b",
          "a@-b.example",
          "a@b-.example",
          "a@b..example",
          "a@.example",
          "a@b.example.",
          "a@b_c.example",
          "a@[127.0.0.1]",
          "a@127.0.0.1",
          "a@" + "b".repeat(64) + ".example",
          "a@b c.example",
          "a@engines.example\r",
          "a@engines.example\n \n");
    }

    @Test
    void is_a_bug_where_an_address_is_known_to_be_good() {
      assertThatThrownBy(() -> new EmailAddress("ada"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(String why, String... texts) {
      assertThat(texts)
          .allSatisfy(text ->
              assertThat(EmailAddress.parse(text))
                  .isEqualTo(Outcome.refused(Invalid.of(new Violation("", "email-syntax", why)))));
    }
  }

  @Test
  void whatever_is_read_reads_the_same_again() {
    Seeded.cases(
        2_000,
        random -> {
          String text =
              random.text("ab.-@ÄßİI_+0\u3002", 1, 6)
                  + random.oneOf("", "@b.example", "@ä.example");
          if (EmailAddress.parse(text) instanceof Outcome.Done<EmailAddress>(var address)) {
            assertThat(EmailAddress.parse(address.text())).isEqualTo(Outcome.done(address));
            assertThat(address.key()).isEqualTo(new EmailAddress(address.text()).key());
          }
        });
  }
}

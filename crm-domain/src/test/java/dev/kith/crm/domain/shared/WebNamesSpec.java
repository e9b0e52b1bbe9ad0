package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.testkit.Seeded;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebNamesSpec {

  @Nested
  class A_domain {

    @Test
    void is_known_as_name_servers_know_it() {
      assertThat(domain(" Example.COM. ")).isEqualTo("example.com");
      assertThat(domain("bücher.example")).isEqualTo("xn--bcher-kva.example");
      assertThat(domain("sales.acme.co.uk")).isEqualTo("sales.acme.co.uk");
    }

    @Test
    void is_nothing_else_than_a_domain() {
      for (String text :
          new String[] {
            "",
            ".",
            "localhost",
            "https://example.com",
            "a@example.com",
            "a b.com",
            "a..com",
            "-a.com",
            "a_b.com",
            "1.2.3.4",
            "x".repeat(64) + ".com",
            "ü".repeat(20_000) + ".com"
          }) {
        assertThat(code(InternetDomain.parse(text))).as(text).isEqualTo("domain-syntax");
      }
    }

    @Test
    void belongs_to_somebody() {
      assertThat(code(InternetDomain.parse("co.uk"))).isEqualTo("domain-public");
      assertThat(code(InternetDomain.parse("com.au."))).isEqualTo("domain-public");
      assertThatThrownBy(() -> new InternetDomain("co.uk"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class A_website {

    @Test
    void has_a_scheme_and_a_host() {
      assertThat(website("example.com")).isEqualTo("https://example.com");
      assertThat(website(" HTTP://Bücher.example:8080/a?b=c#d "))
          .isEqualTo("http://xn--bcher-kva.example:8080/a?b=c#d");
      assertThat(website("https://example.com/straße"))
          .isEqualTo("https://example.com/stra%C3%9Fe");
    }

    @Test
    void leads_nowhere_else() {
      for (String text :
          new String[] {
            "example", "ftp://example.com", "javascript:alert(1)", "https://a@example.com",
            "https://example.com/a b", "https://example.com/%zz", "//example.com", "https://"
          }) {
        assertThat(code(WebAddress.parse(text))).as(text).isEqualTo("website-syntax");
      }
      assertThat(code(WebAddress.parse("example.com/" + "ß".repeat(100)))).isEqualTo("too-long");
    }

    @Test
    void is_read_again_as_the_same() {
      Seeded.cases(
          200,
          random -> {
            String text = random.word() + ".example/" + random.text("abcäß/?&=%20.#-", 0, 20);
            if (WebAddress.parse(text) instanceof Outcome.Done<WebAddress>(var address)) {
              assertThat(website(address.text())).isEqualTo(address.text());
            }
          });
    }
  }

  private static String domain(String text) {
    return InternetDomain.parse(text).orElseThrow().name();
  }

  private static String website(String text) {
    return WebAddress.parse(text).orElseThrow().text();
  }

  private static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().getFirst().code()
        : "fine";
  }
}

package dev.kith.crm.application.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.validation.MailDomain.TakesNone.Why;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.testkit.MemoryMailDomains;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValidatingEmailAddressesSpec {

  private final MemoryMailDomains domains =
      new MemoryMailDomains()
          .takes("engines.example", "mx.engines.example")
          .takes("xn--bcher-kva.example", "mx.engines.example")
          .takes("gmail.com", "mx.google.example")
          .takes("gmai.com", "mx.other.example")
          .takes("x.mailinator.com", "mx.other.example")
          .takesNone("null.example", Why.NULL_MX)
          .takesNone("empty.example", Why.NO_SERVER)
          .silent("silent.example")
          .silent("gnail.com")
          .silent("lime.com");
  private final SettableClock clock = SettableClock.atStart();
  private final Validation validation = validation(domains, MailLists.USUAL);

  @Nested
  class An_address_whose_domain_takes_mail {

    @Test
    void is_valid_and_tells_where_its_mail_goes() {
      assertThat(ask("Ada@Engines.example"))
          .isEqualTo(
              new Checked<>(
                  new Verdict(List.of(), clock.instant()),
                  new EmailFacts(
                      new EmailAddress("Ada@engines.example"),
                      false,
                      false,
                      false,
                      List.of("mx.engines.example"))));
    }

    @Test
    void is_looked_up_by_the_ASCII_form_of_its_domain() {
      assertThat(ask("ada@bücher.example").verdict().validity()).isEqualTo(Validity.VALID);
      assertThat(domains.questions()).containsExactly(Set.of("xn--bcher-kva.example"));
    }

    @Test
    void is_warned_of_where_it_lives_for_minutes_only() {
      assertThat(codes("ada@x.mailinator.com")).containsExactly("email-disposable");
    }

    @Test
    void is_warned_of_where_it_reaches_no_person() {
      assertThat(codes("Sales@engines.example")).containsExactly("email-role");
      assertThat(codes("info+crm@engines.example")).containsExactly("email-role");
      assertThat(codes("informatics@engines.example")).isEmpty();
    }

    @Test
    void tells_whether_anybody_can_get_one() {
      assertThat(ask("ada@gmail.com").facts().freeMail()).isTrue();
      assertThat(ask("ada@engines.example").facts().freeMail()).isFalse();
    }

    @Test
    void is_never_taken_for_a_slip() {
      assertThat(ask("ada@gmai.com").verdict().findings()).isEmpty();
    }
  }

  @Nested
  class An_address_whose_domain_takes_none {

    @Test
    void is_invalid_for_the_reason_that_the_domain_gives() {
      assertThat(codes("ada@missing.example")).containsExactly("email-domain-unknown");
      assertThat(codes("ada@null.example")).containsExactly("email-domain-null-mx");
      assertThat(codes("ada@empty.example")).containsExactly("email-domain-no-server");
      assertThat(ask("ada@null.example").verdict().validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void is_told_the_popular_domain_that_was_probably_meant() {
      assertThat(ask("ada@gmial.com").verdict().findings())
          .containsExactly(
              Finding.error("email", "email-domain-unknown", "There is no domain gmial.com."),
              Finding.warning("email", "email-typo", "Did you mean ada@gmail.com?")
                  .suggesting("ada@gmail.com"));
      assertThat(suggestion("ada@hotmal.com")).isEqualTo("ada@hotmail.com");
      assertThat(suggestion("ada@outlookk.com")).isEqualTo("ada@outlook.com");
      assertThat(suggestion("ada@web.ed")).isEqualTo("ada@web.de");
    }

    @Test
    void is_told_the_ending_that_was_probably_meant() {
      assertThat(suggestion("ada@analytical.con")).isEqualTo("ada@analytical.com");
      assertThat(suggestion("ada@analytical.ogr")).isEqualTo("ada@analytical.org");
      assertThat(suggestion("ada@analytical.cm")).isEqualTo("ada@analytical.com");
      assertThat(suggestion("ada@analytical.de")).isNull();
    }
  }

  @Nested
  class An_address_of_whose_domain_nobody_knows {

    @Test
    void is_unknown_and_never_invalid() {
      Verdict verdict = ask("ada@silent.example").verdict();
      assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
      assertThat(verdict.findings())
          .extracting(Finding::code)
          .containsExactly("email-domain-unanswered");
    }

    @Test
    void is_told_only_what_is_hardly_anything_but_a_slip() {
      assertThat(suggestion("ada@gnail.com")).isEqualTo("ada@gmail.com");
      assertThat(suggestion("ada@lime.com")).isNull();
    }

    @Test
    void is_unknown_without_name_servers_too_and_where_asking_them_fails() {
      Validation alone = validation(MailDomains.NOT_ASKED, MailLists.USUAL);
      Validation broken =
          validation(
              asked -> {
                throw new IllegalStateException("the adapter is broken");
              },
              MailLists.USUAL);
      for (Validation some : List.of(alone, broken)) {
        assertThat(some.email("ada@engines.example").orElseThrow().verdict().validity())
            .isEqualTo(Validity.UNKNOWN);
      }
    }
  }

  @Nested
  class A_text_that_is_no_address {

    @Test
    void is_invalid_without_facts_and_without_asking_anybody() {
      Checked<EmailFacts> checked = ask("nobody");
      assertThat(checked.verdict().findings())
          .containsExactly(Finding.error("email", "email-syntax", "An e-mail address needs an @."));
      assertThat(checked.facts()).isNull();
      assertThat(domains.questions()).isEmpty();
    }

    @Test
    void is_told_the_address_that_was_probably_meant() {
      assertThat(suggestion("ada@gmail")).isEqualTo("ada@gmail.com");
      assertThat(suggestion("ada@engines,example")).isEqualTo("ada@engines.example");
      assertThat(suggestion("ada @engines.example")).isEqualTo("ada@engines.example");
      assertThat(suggestion("<ada@engines.example>")).isEqualTo("ada@engines.example");
      assertThat(suggestion("ada@@engines.example")).isEqualTo("ada@engines.example");
      assertThat(suggestion("ada(at)engines.example")).isEqualTo("ada@engines.example");
      assertThat(suggestion("ada@")).isNull();
    }
  }

  @Nested
  class Many_addresses {

    @Test
    void are_answered_in_their_order_while_each_domain_is_asked_for_once() {
      List<String> texts =
          List.of("a@engines.example", "b@silent.example", "nobody", "c@ENGINES.example");
      assertThat(validation.emails(texts).orElseThrow())
          .extracting(checked -> checked.verdict().validity())
          .containsExactly(Validity.VALID, Validity.UNKNOWN, Validity.INVALID, Validity.VALID);
      assertThat(domains.questions()).containsExactly(Set.of("engines.example", "silent.example"));
    }
  }

  @Nested
  class What_name_servers_said {

    @Test
    void is_remembered_for_an_hour_where_a_domain_takes_mail() {
      assertThat(askedAgainAfter("engines.example", Duration.ofMinutes(59))).isFalse();
      assertThat(askedAgainAfter("engines.example", Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void is_remembered_for_ten_minutes_where_it_takes_none() {
      assertThat(askedAgainAfter("missing.example", Duration.ofMinutes(9))).isFalse();
      assertThat(askedAgainAfter("missing.example", Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void is_remembered_for_half_a_minute_where_they_were_silent() {
      assertThat(askedAgainAfter("silent.example", Duration.ofSeconds(29))).isFalse();
      assertThat(askedAgainAfter("silent.example", Duration.ofSeconds(1))).isTrue();
    }

    private boolean askedAgainAfter(String domain, Duration passed) {
      if (domains.questions().isEmpty()) {
        ask("ada@" + domain);
      }
      int before = domains.questions().size();
      clock.advance(passed);
      ask("ada@" + domain);
      return domains.questions().size() > before;
    }
  }

  @Nested
  class The_lists {

    @Test
    void can_be_extended_and_shortened() {
      MailLists lists =
          MailLists.USUAL
              .disposable(List.of("# ours", "", "Throwaway.example", "-mailinator.com"))
              .freeMail(List.of("engines.example"))
              .roles(List.of("- sales", "captain"));
      Validation ours = validation(domains, lists);

      assertThat(ours.email("captain@a.throwaway.example").orElseThrow().facts())
          .extracting(EmailFacts::role, EmailFacts::disposable)
          .containsExactly(true, true);
      assertThat(ours.email("sales@x.mailinator.com").orElseThrow().facts())
          .extracting(EmailFacts::role, EmailFacts::disposable)
          .containsExactly(false, false);
      assertThat(ours.email("ada@engines.example").orElseThrow().facts().freeMail()).isTrue();
    }
  }

  private Validation validation(MailDomains asked, MailLists lists) {
    return Crm.on(new MemoryStorage())
        .clock(clock)
        .mailDomains(asked)
        .mailLists(lists)
        .background(false)
        .start()
        .as(Actor.SYSTEM)
        .validation();
  }

  private Checked<EmailFacts> ask(String text) {
    return validation.email(text).orElseThrow();
  }

  private List<String> codes(String text) {
    return ask(text).verdict().findings().stream().map(Finding::code).toList();
  }

  private String suggestion(String text) {
    return ask(text).verdict().findings().stream()
        .map(Finding::suggestion)
        .filter(s -> s != null)
        .findFirst()
        .orElse(null);
  }
}

package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.validation.MailDomain;
import dev.kith.crm.application.intake.validation.MailDomain.TakesNone.Why;
import dev.kith.crm.application.intake.validation.MailDomains;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link MailDomains} promises. */
public interface MailDomainsContract {

  /**
   * Knows these domains: {@code mail.example} with the mail servers {@code a.mail.example} and,
   * second, {@code b.mail.example}; {@code null.example} with a null MX record; {@code
   * empty.example} without mail server or address; {@code bare.example} with an address only;
   * {@code silent.example}, of which nothing is answered. There are no others.
   */
  MailDomains mailDomains();

  @Test
  default void a_domain_with_mail_servers_takes_mail_by_the_preferred_first() {
    assertThat(answer("mail.example"))
        .isEqualTo(new MailDomain.Takes(List.of("a.mail.example", "b.mail.example")));
  }

  @Test
  default void a_domain_with_an_address_only_takes_its_mail_itself() {
    assertThat(answer("bare.example")).isEqualTo(new MailDomain.Takes(List.of("bare.example")));
  }

  @Test
  default void a_domain_takes_no_mail_for_one_of_three_reasons() {
    assertThat(answer("null.example")).isEqualTo(new MailDomain.TakesNone(Why.NULL_MX));
    assertThat(answer("empty.example")).isEqualTo(new MailDomain.TakesNone(Why.NO_SERVER));
    assertThat(answer("missing.example")).isEqualTo(new MailDomain.TakesNone(Why.NO_SUCH_DOMAIN));
  }

  @Test
  default void silence_says_nothing_of_a_domain() {
    assertThat(answer("silent.example")).isEqualTo(new MailDomain.Unanswered());
  }

  @Test
  default void many_domains_are_answered_each_for_itself() {
    Set<String> domains = new LinkedHashSet<>(List.of("mail.example", "silent.example"));
    IntStream.range(0, 200).forEach(i -> domains.add("missing" + i + ".example"));

    Map<String, MailDomain> answers = mailDomains().lookUp(domains);

    assertThat(answers).containsOnlyKeys(domains);
    assertThat(answers.get("missing199.example"))
        .isEqualTo(new MailDomain.TakesNone(Why.NO_SUCH_DOMAIN));
    assertThat(answers.get("silent.example")).isEqualTo(new MailDomain.Unanswered());
  }

  @Test
  default void nothing_is_answered_to_no_question() {
    assertThat(mailDomains().lookUp(Set.of())).isEmpty();
  }

  private MailDomain answer(String domain) {
    return mailDomains().lookUp(Set.of(domain)).get(domain);
  }
}

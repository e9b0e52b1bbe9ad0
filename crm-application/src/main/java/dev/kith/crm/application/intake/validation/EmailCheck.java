package dev.kith.crm.application.intake.validation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Validates e-mail addresses: their syntax, whether their domain takes mail, and what the lists
 * know of them. The domains of all addresses are looked up at once, each once.
 */
final class EmailCheck implements ValidationService.Check<String, EmailFacts> {

  static final String FIELD = "email";

  private final MailDomains domains;
  private final MailLists lists;

  EmailCheck(MailDomains domains, MailLists lists) {
    this.domains = domains;
    this.lists = lists;
  }

  @Override
  public List<Checked<EmailFacts>> check(List<String> texts, Instant now) {
    List<Outcome<EmailAddress>> read = texts.stream().map(EmailAddress::parse).toList();
    Set<String> asked =
        read.stream()
            .flatMap(outcome ->
                outcome instanceof Outcome.Done<EmailAddress>(var address)
                    ? Stream.of(address.asciiDomain())
                    : null)
            .collect(toImmutableSet());
    Map<String, MailDomain> answers = asked.isEmpty() ? Map.of() : domains.lookUp(asked);
    List<Checked<EmailFacts>> checked = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      checked.add(
          switch (read.get(i)) {
            case Outcome.Done<EmailAddress>(var address) ->
                readable(address, Objects.requireNonNull(answers.get(address.asciiDomain())), now);
            case Outcome.Refused<EmailAddress>(var refusal) ->
                unreadable(texts.get(i), refusal.violations(), now);
          });
    }
    return checked;
  }

  private static Checked<EmailFacts> unreadable(
      String text, List<Violation> violations, Instant now) {
    List<Finding> findings = new ArrayList<>();
    violations.forEach(v -> findings.add(Finding.of(v.below(FIELD))));
    EmailTypos.addressMeant(text).ifPresent(meant -> findings.add(meant(meant.text())));
    return new Checked<>(new Verdict(findings, now), null);
  }

  private Checked<EmailFacts> readable(EmailAddress address, MailDomain domain, Instant now) {
    EmailFacts facts =
        new EmailFacts(
            address,
            lists.isFreeMail(address.asciiDomain()),
            lists.isRole(address.local()),
            lists.isDisposable(address.asciiDomain()),
            domain instanceof MailDomain.Takes(var servers) ? servers : List.of());
    List<Finding> findings = new ArrayList<>();
    aboutDomain(address.domain(), domain).ifPresent(findings::add);
    if (!(domain instanceof MailDomain.Takes) && !facts.freeMail() && !facts.disposable()) {
      EmailTypos.domainMeant(address.asciiDomain(), domain instanceof MailDomain.TakesNone)
          .ifPresent(better -> findings.add(meant(address.local() + "@" + better)));
    }
    if (facts.disposable()) {
      findings.add(
          Finding.warning(
              FIELD, "email-disposable", "Addresses of this domain live for minutes only."));
    }
    if (facts.role()) {
      findings.add(
          Finding.warning(
              FIELD, "email-role", "This address reaches a function and no person by name."));
    }
    return new Checked<>(new Verdict(findings, now), facts);
  }

  private static Finding meant(String better) {
    return Finding.warning(FIELD, "email-typo", "Did you mean " + better + "?").suggesting(better);
  }

  private static Optional<Finding> aboutDomain(String name, MailDomain domain) {
    return switch (domain) {
      case MailDomain.Takes takes -> Optional.empty();
      case MailDomain.TakesNone(var why) ->
          Optional.of(
              switch (why) {
                case NO_SUCH_DOMAIN ->
                    Finding.error(
                        FIELD, "email-domain-unknown", "There is no domain " + name + ".");
                case NULL_MX ->
                    Finding.error(
                        FIELD, "email-domain-null-mx", "The domain " + name + " takes no mail.");
                case NO_SERVER ->
                    Finding.error(
                        FIELD, "email-domain-no-server", "No server takes mail for " + name + ".");
              });
      case MailDomain.Unanswered unanswered ->
          Optional.of(
              Finding.doubt(
                  FIELD,
                  "email-domain-unanswered",
                  "Nobody could say whether " + name + " takes mail."));
    };
  }
}

package dev.kith.crm.application.intake.validation;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import java.util.Map;
import java.util.Set;

/**
 * Driven port: asks name servers how domains take mail. Implementations answer within seconds
 * whatever happens, ask for many domains side by side, and need not remember answers: that is done
 * here.
 */
@FunctionalInterface
public interface MailDomains {

  /** Asks nobody. */
  MailDomains NOT_ASKED =
      domains -> domains.stream().collect(toImmutableMap(d -> d, d -> new MailDomain.Unanswered()));

  /**
   * @param domains in their ASCII form and in lower case, such as {@code xn--bcher-kva.example}
   * @return an answer for each
   */
  Map<String, MailDomain> lookUp(Set<String> domains);
}

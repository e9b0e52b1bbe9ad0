package dev.kith.crm.domain.intake.validation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.EmailAddress;
import java.util.List;

/**
 * What is known of an e-mail address.
 *
 * @param freeMail whether anybody can get an address of this domain, so that it tells no company
 * @param role whether it reaches a function, such as info or sales, and no person by name
 * @param disposable whether the domain hands out addresses for a few minutes
 * @param mailServers hosts that take mail for the domain, the preferred first; empty if there are
 *     none or nobody could be asked
 */
public record EmailFacts(
    EmailAddress address,
    boolean freeMail,
    boolean role,
    boolean disposable,
    List<String> mailServers) {

  public EmailFacts {
    mailServers = ImmutableList.copyOf(mailServers);
  }
}

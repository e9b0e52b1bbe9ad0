package dev.kith.crm.application.intake.validation;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What name servers say of a domain that mail is to be sent to. */
public sealed interface MailDomain {

  /**
   * It takes mail.
   *
   * @param servers the hosts of its MX records, the preferred first; without such records the
   *     domain itself, which then takes its mail (RFC 5321 §5.1)
   */
  record Takes(List<String> servers) implements MailDomain {
    public Takes {
      servers = ImmutableList.copyOf(servers);
    }
  }

  /** It takes none, and that is certain. */
  record TakesNone(Why why) implements MailDomain {
    public enum Why {
      /** There is no such domain (NXDOMAIN). */
      NO_SUCH_DOMAIN,
      /** It says so itself, by a null MX record (RFC 7505). */
      NULL_MX,
      /** It names no server for mail and has no address. */
      NO_SERVER
    }
  }

  /** Nobody knows: no name server was asked, or none answered in time and in order. */
  record Unanswered() implements MailDomain {}
}

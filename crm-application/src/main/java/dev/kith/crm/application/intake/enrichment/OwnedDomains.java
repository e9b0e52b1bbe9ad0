package dev.kith.crm.application.intake.enrichment;

import com.google.common.net.InternetDomainName;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.shared.EmailAddress;
import java.util.Optional;

/** Tells whose domain an e-mail address is of, for sources that know companies by their domains. */
public record OwnedDomains(MailLists lists) {

  /**
   * The part of the address's domain that somebody has bought, in ASCII, such as {@code
   * blue-sky.co.uk}. Empty where anybody can have an address: it tells of no company.
   */
  public Optional<String> of(EmailAddress address) {
    String domain = address.asciiDomain();
    if (lists.isFreeMail(domain) || lists.isDisposable(domain)) {
      return Optional.empty();
    }
    return bought(domain).filter(owned -> !lists.isFreeMail(owned));
  }

  /**
   * The part of a domain that somebody can have bought; empty for public suffixes, and what is no
   * domain.
   */
  public static Optional<String> bought(String domain) {
    if (!InternetDomainName.isValid(domain)) {
      return Optional.empty();
    }
    InternetDomainName name = InternetDomainName.from(domain);
    return name.isUnderPublicSuffix()
        ? Optional.of(name.topPrivateDomain().toString())
        : Optional.empty();
  }
}

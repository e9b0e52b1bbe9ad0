package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.validation.MailDomain.TakesNone.Why;
import dev.kith.crm.application.intake.validation.MailDomains;

class MemoryMailDomainsTest implements MailDomainsContract {

  @Override
  public MailDomains mailDomains() {
    return new MemoryMailDomains()
        .takes("mail.example", "a.mail.example", "b.mail.example")
        .takes("bare.example", "bare.example")
        .takesNone("null.example", Why.NULL_MX)
        .takesNone("empty.example", Why.NO_SERVER)
        .silent("silent.example");
  }
}

package dev.kith.crm.application.quality;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.kith.crm.domain.intake.quality.ContactFacts;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * The quality of leads by what is known by heart. It asks nobody, and goes by the lists that come
 * along, not by those of a setting: what is stored beside a lead must be the same on every server
 * and after every start.
 */
public final class QualityOfLeads {

  private QualityOfLeads() {}

  public static IntakeQuality of(LeadContent content) {
    return IntakeQuality.of(content, facts(content.profile().email(), content.profile().phone()));
  }

  private static ContactFacts facts(@Nullable EmailAddress email, @Nullable PhoneNumber phone) {
    MailLists lists = MailLists.USUAL;
    return new ContactFacts(
        email != null && lists.isDisposable(email.asciiDomain()),
        email != null && lists.isRole(email.local()),
        email != null && lists.isFreeMail(email.asciiDomain()),
        phone != null && isAssigned(phone));
  }

  private static boolean isAssigned(PhoneNumber phone) {
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    try {
      return plans.isValidNumber(plans.parse(phone.text(), null));
    } catch (NumberParseException e) {
      // A number that was stored before its country's plan was known; nobody can say more of it.
      return false;
    }
  }
}

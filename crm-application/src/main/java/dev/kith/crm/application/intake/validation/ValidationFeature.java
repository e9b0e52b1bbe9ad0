package dev.kith.crm.application.intake.validation;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wires the validation of contact data. */
public final class ValidationFeature {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Kernel kernel;
  private final LeadFeature leads;
  private final EmailCheck emails;
  private final PhoneCheck phones;
  private final AddressCheck addresses;
  private final TaxNumberCheck taxNumbers;

  /**
   * @param domains asks name servers
   * @param lists what is known of mail domains by heart
   * @param geocoder null: nobody is asked where an address is
   * @param register null: nobody is asked whether a tax number is registered
   */
  public ValidationFeature(
      Kernel kernel,
      LeadFeature leads,
      PhoneReader phones,
      MailDomains domains,
      MailLists lists,
      @Nullable Geocoder geocoder,
      @Nullable VatRegister register) {
    this.kernel = kernel;
    this.leads = leads;
    RememberedAnswers<String, MailDomain> known =
        new RememberedAnswers<>(
            domains::lookUp,
            new MailDomain.Unanswered(),
            ValidationFeature::lifetime,
            kernel.clock());
    this.emails = new EmailCheck(known::lookUp, lists);
    this.phones = new PhoneCheck(phones);
    this.addresses =
        new AddressCheck(
            geocoder == null
                ? null
                : new RememberedAnswers<>(
                    geocoder::locate,
                    new Location.Unanswered(),
                    ValidationFeature::lifetime,
                    kernel.clock()));
    this.taxNumbers =
        new TaxNumberCheck(
            register == null ? number -> false : register::covers,
            new RememberedAnswers<>(
                numbers -> register == null ? Map.of() : register.lookUp(numbers),
                new Registration.Unanswered(),
                ValidationFeature::lifetime,
                kernel.clock()));
  }

  public Validation validation(Context context) {
    return new ValidationService(
        kernel,
        context,
        emails,
        phones,
        addresses,
        taxNumbers,
        new LeadCheck(leads.leads(context), emails, phones));
  }

  private static Duration lifetime(MailDomain answer) {
    return switch (answer) {
      case MailDomain.Takes takes -> Duration.ofHours(1);
      // A mistake may be mended.
      case MailDomain.TakesNone none -> Duration.ofMinutes(10);
      case MailDomain.Unanswered unanswered -> SILENCE;
    };
  }

  private static Duration lifetime(Location answer) {
    return switch (answer) {
      case Location.Found found -> Duration.ofDays(1);
      case Location.NotFound none -> Duration.ofHours(1);
      case Location.Unanswered unanswered -> SILENCE;
    };
  }

  private static Duration lifetime(Registration answer) {
    return switch (answer) {
      case Registration.Registered registered -> Duration.ofHours(1);
      case Registration.NotRegistered none -> Duration.ofMinutes(10);
      case Registration.Unanswered unanswered -> SILENCE;
    };
  }
}

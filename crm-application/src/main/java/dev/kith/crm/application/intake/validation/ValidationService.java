package dev.kith.crm.application.intake.validation;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;

final class ValidationService implements Validation {

  private static final Permission CREATE = new Permission(Feature.LEAD, Action.CREATE);
  private static final Permission EDIT = new Permission(Feature.LEAD, Action.EDIT);

  private final Kernel kernel;
  private final Context context;
  private final EmailCheck emails;
  private final PhoneCheck phones;
  private final AddressCheck addresses;
  private final TaxNumberCheck taxNumbers;
  private final LeadCheck leads;

  ValidationService(
      Kernel kernel,
      Context context,
      EmailCheck emails,
      PhoneCheck phones,
      AddressCheck addresses,
      TaxNumberCheck taxNumbers,
      LeadCheck leads) {
    this.kernel = kernel;
    this.context = context;
    this.emails = emails;
    this.phones = phones;
    this.addresses = addresses;
    this.taxNumbers = taxNumbers;
    this.leads = leads;
  }

  @Override
  public Outcome<List<Checked<EmailFacts>>> emails(List<String> texts) {
    return answered(texts, emails);
  }

  @Override
  public Outcome<List<Checked<PhoneFacts>>> phones(List<PhoneQuestion> questions) {
    return answered(questions, phones);
  }

  @Override
  public Outcome<List<Checked<CompanyName>>> companies(List<CompanyQuestion> questions) {
    return answered(questions, new CompanyCheck());
  }

  @Override
  public Outcome<List<Checked<AddressFacts>>> addresses(List<AddressQuestion> questions) {
    return answered(questions, addresses);
  }

  @Override
  public Outcome<List<Checked<VatFacts>>> vats(List<VatQuestion> questions) {
    return answered(questions, taxNumbers);
  }

  @Override
  public Outcome<List<Checked<LeadFacts>>> leads(List<LeadDraft> drafts) {
    return answered(drafts, leads);
  }

  /** Answers questions of one kind, in their order. */
  @FunctionalInterface
  interface Check<Q, F> {
    List<Checked<F>> check(List<Q> questions, Instant now);
  }

  private <Q, F> Outcome<List<Checked<F>>> answered(List<Q> questions, Check<Q, F> check) {
    if (questions.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "", "too-many", "At most " + LARGEST_BATCH + " questions go into one batch.")));
    }
    // Whoever may write contact data down may have it looked at; nothing stored is shown.
    Permission needed = context.actor().may(EDIT) ? EDIT : CREATE;
    return Permits.require(
        context.actor(), needed, () -> Outcome.done(check.check(questions, kernel.now())));
  }
}

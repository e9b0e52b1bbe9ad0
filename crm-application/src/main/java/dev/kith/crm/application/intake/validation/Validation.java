package dev.kith.crm.application.intake.validation;

import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with contact data, and what else is known of it, without storing anything. The
 * answers to many questions stand in the order of the questions; asking many at once is quicker
 * than asking for each.
 *
 * <p>Needs {@code lead:create} or {@code lead:edit}. Refused with {@code forbidden}, and with
 * {@code invalid} for more than {@value #LARGEST_BATCH} questions; never because of the data
 * itself.
 */
public interface Validation {

  int LARGEST_BATCH = 500;

  /**
   * A telephone number as somebody wrote it.
   *
   * @param country code or name of the country in which a number without a country code is meant;
   *     null: the home country
   */
  record PhoneQuestion(String text, @Nullable String country) {
    public PhoneQuestion(String text) {
      this(text, null);
    }
  }

  /**
   * A company's name.
   *
   * @param country code or name; it decides whether a word such as "as" is a legal form
   */
  record CompanyQuestion(String name, @Nullable String country) {
    public CompanyQuestion(String name) {
      this(name, null);
    }
  }

  /** A postal address, part by part; without a country little can be said. */
  record AddressQuestion(
      @Nullable String street,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String region,
      @Nullable String country) {}

  /**
   * A company's number at the tax office.
   *
   * @param country code or name of the country of a number without a country's prefix
   */
  record VatQuestion(String number, @Nullable String country) {
    public VatQuestion(String number) {
      this(number, null);
    }
  }

  Outcome<List<Checked<EmailFacts>>> emails(List<String> texts);

  default Outcome<Checked<EmailFacts>> email(String text) {
    return emails(List.of(text)).map(List::getFirst);
  }

  Outcome<List<Checked<PhoneFacts>>> phones(List<PhoneQuestion> questions);

  default Outcome<Checked<PhoneFacts>> phone(PhoneQuestion question) {
    return phones(List.of(question)).map(List::getFirst);
  }

  Outcome<List<Checked<CompanyName>>> companies(List<CompanyQuestion> questions);

  default Outcome<Checked<CompanyName>> company(CompanyQuestion question) {
    return companies(List.of(question)).map(List::getFirst);
  }

  Outcome<List<Checked<AddressFacts>>> addresses(List<AddressQuestion> questions);

  default Outcome<Checked<AddressFacts>> address(AddressQuestion question) {
    return addresses(List.of(question)).map(List::getFirst);
  }

  Outcome<List<Checked<VatFacts>>> vats(List<VatQuestion> questions);

  default Outcome<Checked<VatFacts>> vat(VatQuestion question) {
    return vats(List.of(question)).map(List::getFirst);
  }

  /** All that capturing would refuse in the draft, and all that is found in its parts. */
  Outcome<List<Checked<LeadFacts>>> leads(List<LeadDraft> drafts);

  default Outcome<Checked<LeadFacts>> lead(LeadDraft draft) {
    return leads(List.of(draft)).map(List::getFirst);
  }
}

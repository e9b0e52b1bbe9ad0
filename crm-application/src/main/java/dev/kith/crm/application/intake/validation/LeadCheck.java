package dev.kith.crm.application.intake.validation;

import dev.kith.crm.application.intake.validation.Validation.PhoneQuestion;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.postal.PostalRules;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.EmailFacts;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates leads as a whole: what capturing would refuse comes first, then what is found in each
 * part, then what does not fit together.
 */
final class LeadCheck implements ValidationService.Check<LeadDraft, LeadFacts> {

  private final Leads leads;
  private final EmailCheck emails;
  private final PhoneCheck phones;

  LeadCheck(Leads leads, EmailCheck emails, PhoneCheck phones) {
    this.leads = leads;
    this.emails = emails;
    this.phones = phones;
  }

  @Override
  public List<Checked<LeadFacts>> check(List<LeadDraft> drafts, Instant now) {
    var checkedEmails =
        emails
            .check(drafts.stream().flatMap(d -> text(d, LeadField.EMAIL).stream()).toList(), now)
            .iterator();
    List<Checked<LeadFacts>> answers = new ArrayList<>();
    for (LeadDraft draft : drafts) {
      Checked<EmailFacts> email =
          text(draft, LeadField.EMAIL).isPresent() ? checkedEmails.next() : null;
      answers.add(check(draft, email, now));
    }
    return answers;
  }

  private Checked<LeadFacts> check(
      LeadDraft draft, @Nullable Checked<EmailFacts> email, Instant now) {
    List<Finding> findings =
        new ArrayList<>(leads.problemsOf(draft).stream().map(Finding::of).toList());
    boolean capturable = findings.isEmpty();
    EmailFacts emailFacts = noted(findings, email);
    String writtenCountry = draft.values().get(LeadField.COUNTRY);
    PhoneFacts phoneFacts =
        noted(
            findings,
            text(draft, LeadField.PHONE)
                .map(text -> phones.check(new PhoneQuestion(text, writtenCountry), now))
                .orElse(null));
    addPostalCode(findings, text(draft, LeadField.POSTAL_CODE), writtenCountry);
    addMismatch(findings, writtenCountry, phoneFacts == null ? null : phoneFacts.country());
    return new Checked<>(
        new Verdict(findings, now), new LeadFacts(capturable, emailFacts, phoneFacts));
  }

  /** A lead's address may lack parts, but not be wrong where it has them. */
  private static void addPostalCode(
      List<Finding> findings, Optional<String> postalCode, @Nullable String writtenCountry) {
    if (postalCode.isPresent()
        && writtenCountry != null
        && Country.parse(writtenCountry) instanceof Outcome.Done<Country>(var country)) {
      PostalRules.of(country)
          .flatMap(rules -> rules.findingOf(postalCode.get().strip()))
          .ifPresent(findings::add);
    }
  }

  private static void addMismatch(
      List<Finding> findings, @Nullable String written, @Nullable Country ofPhone) {
    if (written != null
        && ofPhone != null
        && Country.parse(written) instanceof Outcome.Done<Country>(var country)
        && !country.equals(ofPhone)) {
      findings.add(
          Finding.warning(
              PhoneCheck.FIELD,
              "phone-country-differs",
              "The telephone number belongs to "
                  + ofPhone.englishName()
                  + ", the address to "
                  + country.englishName()
                  + "."));
    }
  }

  /** Adds what was found in a part, unless capturing finds the same. */
  private static <F> @Nullable F noted(List<Finding> findings, @Nullable Checked<F> part) {
    if (part == null) {
      return null;
    }
    part.verdict().findings().stream().filter(f -> !findings.contains(f)).forEach(findings::add);
    return part.facts();
  }

  private static Optional<String> text(LeadDraft draft, LeadField field) {
    return Optional.ofNullable(draft.values().get(field)).filter(text -> !text.isBlank());
  }
}

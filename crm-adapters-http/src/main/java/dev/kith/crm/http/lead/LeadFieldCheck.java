package dev.kith.crm.http.lead;

import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Finding.Weight;
import dev.kith.crm.domain.intake.validation.LeadFacts;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is found in a field of the lead's form while somebody types. What could not be found out is
 * not worth a line there.
 */
record LeadFieldCheck(LeadField field, List<Finding> findings) {

  static final Set<LeadField> FIELDS =
      Set.of(LeadField.EMAIL, LeadField.PHONE, LeadField.POSTAL_CODE);

  /** Answers with the lines below the field that the address names. */
  static void answer(Visit visit) {
    Optional<LeadField> known = LeadField.named(visit.query("field")).filter(FIELDS::contains);
    if (known.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    LeadField field = known.get();
    visit.with(
        visit.crm().validation().lead(partOf(LeadForm.read(visit.form(), ""), field)),
        checked ->
            visit.show(
                "lead/fieldCheck.jte",
                field.label(),
                Section.LEADS,
                new LeadFieldCheck(field, at(field, checked))));
  }

  /** The field alone, and the country that tells how it is meant. */
  private static LeadDraft partOf(Map<LeadField, String> typed, LeadField field) {
    Map<LeadField, String> part = new EnumMap<>(LeadField.class);
    part.putAll(typed);
    part.keySet().retainAll(Set.of(field, LeadField.COUNTRY));
    return new LeadDraft(part);
  }

  private static List<Finding> at(LeadField field, Checked<LeadFacts> checked) {
    return checked.verdict().findings().stream()
        .filter(finding -> finding.pointer().equals("/" + field.code()))
        .filter(finding -> finding.weight() != Weight.DOUBT)
        .toList();
  }
}

package dev.kith.crm.http.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Finding.Weight;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is found in an address or a number of the contact's form while somebody types: as in the
 * form of a lead, since both are looked over by the same validation. What could not be found out is
 * not worth a line there.
 *
 * @param id of the field, such as {@code emails-0}
 */
record ContactFieldCheck(String id, List<Finding> findings) {

  private static final Pattern EMAIL = Pattern.compile(ContactField.EMAILS.code() + "-[0-9]{1,2}");
  private static final Pattern PHONE = Pattern.compile(ContactField.PHONES.code() + "-[0-9]{1,2}");

  ContactFieldCheck {
    findings = ImmutableList.copyOf(findings);
  }

  /** Whether the validation answers this person: it belongs to those who write leads down. */
  static boolean isOpenTo(Actor actor) {
    return actor.may(new Permission(Feature.LEAD, Action.EDIT))
        || actor.may(new Permission(Feature.LEAD, Action.CREATE));
  }

  /** Answers with the lines below the field that the address names. */
  static void answer(Visit visit) {
    String id = visit.query("field");
    if (EMAIL.matcher(id).matches()) {
      answer(visit, id, LeadField.EMAIL);
    } else if (PHONE.matcher(id).matches()) {
      answer(visit, id, LeadField.PHONE);
    } else {
      visit.error(ErrorPage.NOT_FOUND);
    }
  }

  private static void answer(Visit visit, String id, LeadField field) {
    LeadDraft draft =
        LeadDraft.EMPTY
            .with(field, visit.form(id))
            .with(LeadField.COUNTRY, visit.form(ContactField.COUNTRY.code()));
    visit.with(
        visit.crm().validation().lead(draft),
        checked ->
            visit.show(
                "contact/fieldCheck.jte",
                field.label(),
                Section.CONTACTS,
                new ContactFieldCheck(
                    id,
                    checked.verdict().findings().stream()
                        .filter(finding -> finding.pointer().equals("/" + field.code()))
                        .filter(finding -> finding.weight() != Weight.DOUBT)
                        .toList())));
  }
}

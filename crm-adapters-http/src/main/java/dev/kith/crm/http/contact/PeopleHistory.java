package dev.kith.crm.http.contact;

import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.http.intake.duplicates.DuplicateHistory;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How the history of a contact reads. */
public final class PeopleHistory {

  private PeopleHistory() {}

  public static RecordWords words() {
    return RecordWords.of("contact", "contact")
        .nameless("a contact")
        .at("/contacts/", new Permission(Feature.CONTACT, Action.VIEW))
        .title("familyName")
        .named(PeopleHistory::names)
        .field("owner", "Owner", new Reading.Records("user"))
        .field("account", "Account", new Reading.Records("account"))
        .field("deleted", "In the bin", Reading.yesNo())
        .field("mergedInto", "Merged into", new Reading.Records("contact"))
        .field("merge", "Merge", new Reading.Records("merge"))
        .field("winner", "Stayed", new Reading.Records("contact"))
        .field("losers", "Became part of it", new Reading.Records("contact"))
        .others(code -> ContactField.named(code).map(PeopleHistory::field))
        .asides(Set.of("deleted", "merge", "winner", "losers", "mergedInto"))
        .told(PeopleHistory::deed)
        .build();
  }

  private static Field field(ContactField field) {
    return new Field(
        field.label(),
        field.isChannels() ? new Reading.Spoken(ContactWords::channels) : Reading.text());
  }

  /** Of those that the reader may see; deleted ones too. */
  private static Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    ContactQueries contacts = visit.crm().contactQueries();
    return RecordWords.listed(ids, contacts.fields(), contacts::list, ContactView::displayName);
  }

  private static Deed deed(AuditEntry entry, List<Difference> shown) {
    return switch (entry.action()) {
      case "contact.create" -> Deed.born("created the contact");
      case "contact.edit" ->
          Deed.changed(
              "changed "
                  + switch (shown.size()) {
                    // What was changed is hidden from whoever looks.
                    case 0 -> "the contact";
                    case 1 -> shown.getFirst().label();
                    default -> shown.size() + " fields";
                  });
      case "contact.move" -> Deed.of("moved the contact to another account", "company", "step");
      case "contact.assign" -> Deed.of("gave the contact to somebody else", "user", "");
      case "contact.note" -> Deed.of("wrote a note", "note", "note").saying("note");
      case "contact.delete" -> Deed.gone("moved the contact to the bin").alone();
      case "contact.restore" -> Deed.of("restored the contact from the bin", "restore", "");
      case "contact.merge" -> Deed.of(DuplicateHistory.merged(entry, "contact"), "copy", "step");
      case "contact.undo-merge" -> Deed.of("undid a merge", "restore", "");
      case "contact.follow" -> Deed.of("moved the contact along with their account", "company", "");
      default -> Deed.of("did: " + RecordWords.deed(entry), "audit", "");
    };
  }
}

package dev.kith.crm.http.relationship;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import java.util.List;

/** How the history of roles reads: of those that there are, and of those that contacts have. */
public final class RelationshipHistory {

  private static final Permission VIEW = new Permission(Feature.CONTACT, Action.VIEW);

  private RelationshipHistory() {}

  public static List<RecordWords> words() {
    return List.of(catalogue(), template(), relationships(), suggestions());
  }

  private static RecordWords catalogue() {
    return RecordWords.of("contact-roles", "contact roles")
        .at("/contact-roles", VIEW)
        .untold()
        .field("roles", "Roles", Reading.text())
        .deed("contact-roles.set", Deed.changed("changed the contact roles"))
        .build();
  }

  private static RecordWords template() {
    return RecordWords.of("committee-template", "roles by stage")
        .at("/contact-roles/stages", new Permission(Feature.OPPORTUNITY, Action.VIEW))
        .untold()
        .field("needs", "Needed roles", Reading.text())
        .deed("committee-template.set", Deed.changed("changed which roles stages need"))
        .build();
  }

  /** Each account and opportunity has such a record, under its own id. */
  private static RecordWords suggestions() {
    return RecordWords.of("role-suggestion", "suggested roles")
        .nameless("suggested roles")
        .untold()
        .field("contact", "Contact", new Reading.Records("contact"))
        .field("account", "Account", new Reading.Records("account"))
        .field("opportunity", "Opportunity", new Reading.Records("opportunity"))
        .field("role", "Role", Reading.text())
        .field("confidence", "Confidence in percent", Reading.text())
        .deed("role-suggestion.accept", Deed.of("accepted a suggested role", "check", "good"))
        .deed("role-suggestion.decline", Deed.of("declined a suggested role", "close", ""))
        .build();
  }

  private static RecordWords relationships() {
    return RecordWords.of("relationship", "contact role")
        .nameless("a contact role")
        .at("/relationships/", VIEW)
        .field("contact", "Contact", new Reading.Records("contact"))
        .field("account", "Account", new Reading.Records("account"))
        .field("opportunity", "Opportunity", new Reading.Records("opportunity"))
        .field("role", "Role", Reading.text())
        .field("primary", "Primary contact", Reading.yesNo())
        .field("influence", "Influence", Reading.text())
        .field("stance", "Stance", Reading.choice())
        .field("source", "Known from", Reading.choice())
        .field("confidence", "Confidence in percent", Reading.text())
        .field("validFrom", "Since", Reading.text())
        .field("validTo", "Until", Reading.text())
        .deed("relationship.begin", Deed.born("gave the contact a role"))
        .deed("relationship.weigh", Deed.changed("weighed the role anew"))
        .deed(
            "relationship.make-primary",
            Deed.of("made the contact the primary one", "check", "step"))
        .deed(
            "relationship.give-way",
            Deed.of("made another contact the primary one", "right", "step"))
        .deed("relationship.follow", Deed.of("had the role follow a merge", "copy", ""))
        .deed("relationship.end", Deed.gone("let the role end"))
        .build();
  }
}

package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** How the history of an opportunity reads. */
public final class OpportunityHistory {

  private OpportunityHistory() {}

  public static RecordWords words() {
    return RecordWords.of("opportunity", "opportunity")
        .nameless("an opportunity")
        .at("/opportunities/", new Permission(Feature.OPPORTUNITY, Action.VIEW))
        .title("name")
        .named(OpportunityHistory::names)
        .field("owner", "Owner", new Reading.Records("user"))
        .field("account", "Account", new Reading.Records("account"))
        .field("pipeline", "Pipeline", new Reading.Records("pipeline"))
        .field("stage", "Stage", Reading.text())
        .field("status", "Status", Reading.choice())
        .field("lostReason", "Why it is lost", Reading.text())
        .field("lostCompetitor", "Who got it instead", Reading.text())
        .field("lostCompetitorId", "Who got it instead", new Reading.Records("competitor"))
        .field("lines", "Lines", Reading.text())
        .field("competitors", "Competitors", Reading.text())
        .field("deleted", "In the bin", Reading.yesNo())
        .others(code ->
            OpportunityField.named(code).map(field -> new Field(field.label(), Reading.text())))
        .asides(Set.of("deleted"))
        .told(OpportunityHistory::deed)
        .build();
  }

  /** The key of the stage in which it is since. */
  private static String stage(AuditEntry entry) {
    return entry.changes().stream()
        .filter(change -> change.field().equals("stage"))
        .map(FieldChange::after)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("another stage");
  }

  /** Of those that the reader may see; deleted ones too. */
  private static Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    OpportunityQueries queries = visit.crm().opportunityQueries();
    return RecordWords.listed(ids, queries.fields(), queries::list, OpportunityView::displayName);
  }

  private static Deed deed(AuditEntry entry, List<Difference> shown) {
    return switch (entry.action()) {
      case "opportunity.create" -> Deed.born("created the opportunity");
      case "opportunity.edit" ->
          Deed.changed(
              "changed "
                  + switch (shown.size()) {
                    // What was changed is hidden from whoever looks.
                    case 0 -> "the opportunity";
                    case 1 -> shown.getFirst().label();
                    default -> shown.size() + " fields";
                  });
      case "opportunity.lines" -> Deed.of("replaced the lines", "box", "");
      case "opportunity.competitors" -> Deed.of("replaced the competitors", "rivals", "");
      case "opportunity.meet" ->
          Deed.of("merged a competitor that the opportunity meets", "merge", "");
      case "opportunity.follow" ->
          Deed.of("moved the opportunity along with its account", "company", "");
      case "opportunity.assign" -> Deed.of("gave the opportunity to somebody else", "user", "");
      case "opportunity.note" -> Deed.of("wrote a note", "note", "note").saying("note");
      case "opportunity.move" -> Deed.of("moved it to " + stage(entry), "right", "step");
      case "opportunity.undo-move", "opportunity.take-back-move" ->
          Deed.of("took the move back to " + stage(entry), "refresh", "step");
      case "opportunity.carry-over" ->
          Deed.of("merged its stage into " + stage(entry), "right", "step");
      case "opportunity.win" -> Deed.of("won the opportunity", "check", "good");
      case "opportunity.lose" -> Deed.of("lost the opportunity", "close", "");
      case "opportunity.reopen" -> Deed.of("reopened the opportunity", "refresh", "step");
      case "opportunity.delete" -> Deed.gone("moved the opportunity to the bin").alone();
      case "opportunity.restore" -> Deed.of("restored the opportunity from the bin", "restore", "");
      default -> Deed.of("did: " + RecordWords.deed(entry), "audit", "");
    };
  }
}

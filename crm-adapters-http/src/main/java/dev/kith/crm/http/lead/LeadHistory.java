package dev.kith.crm.http.lead;

import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.http.intake.duplicates.DuplicateHistory;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How the history of a lead reads. */
public final class LeadHistory {

  /** How many touches came with a change, which is no field of the lead. */
  private static final Set<String> COUNTS_OF_TOUCHES = Set.of("touches", "touchesTakenBack");

  /** What the timeline leaves out: counts, and what the page of a merge says better. */
  private static final Set<String> ASIDES =
      Set.of("merge", "winner", "losers", "mergedInto", "deleted", "touches", "touchesTakenBack");

  private static final Reading LEADS = new Reading.Records("lead");

  private LeadHistory() {}

  public static RecordWords words() {
    return RecordWords.of("lead", "lead")
        .at("/leads/", new Permission(Feature.LEAD, Action.VIEW))
        .named(LeadHistory::names)
        .field("owner", "Owner", new Reading.Records("user"))
        .field("status", "Status", Reading.choice(LeadStatus.Name.class, Words::of))
        .field("reason", "Reason", Reading.choice(LeadStatus.Reason.class, Words::of))
        .field("until", "Until", new Reading.Moment())
        .field("deleted", "In the bin", Reading.yesNo())
        .field("mergedInto", "Merged into", LEADS)
        .field("conversion", "Conversion", new Reading.Records("conversion"))
        .field("account", "Account", new Reading.Records("account"))
        .field("contact", "Contact", new Reading.Records("contact"))
        .field("opportunity", "Opportunity", new Reading.Records("opportunity"))
        .field("merge", "Merge", new Reading.Records("merge"))
        .field("winner", "Stayed", LEADS)
        .field("losers", "Became part of it", LEADS)
        .others(code ->
            LeadField.named(code)
                .map(f ->
                    new Field(f.label(), new Reading.Spoken(text -> LeadWords.value(f, text)))))
        .asides(ASIDES)
        .told(LeadHistory::deed)
        .build();
  }

  /** Of those that the reader may see; merged and deleted ones too. */
  private static Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    LeadQueries leads = visit.crm().leadQueries();
    return RecordWords.listed(ids, leads.fields(), leads::list, LeadView::displayName);
  }

  private static Deed deed(AuditEntry entry, List<Difference> shown) {
    return switch (entry.action()) {
      case "lead.capture" -> Deed.born("captured the lead");
      case "lead.edit" -> edited(entry, shown);
      case "lead.assign" -> Deed.of(assigned(shown), "user", "").alone();
      case "lead.note" -> Deed.of("wrote a note", "note", "note").saying("note");
      case "lead.tag" -> Deed.of("tagged the lead", "flag", "");
      case "lead.untag" -> Deed.of("took tags from the lead", "flag", "");
      case "lead.enrich" -> Deed.of("found out more about the lead", "search", "");
      case "lead.touch" -> Deed.of(touched(entry), "flag", "").alone();
      case "lead.record-consent" ->
          Deed.of("recorded what the lead says to being contacted", "check", "").alone();
      case "lead.disqualify" ->
          Deed.of(
                  "disqualified the lead"
                      + after(entry, "reason").map(r -> ": " + Words.ofChoice(r)).orElse(""),
                  "close",
                  "bad")
              .saying("comment");
      case "lead.recycle" ->
          Deed.of(
                  "put the lead aside"
                      + after(entry, "until").map(u -> " until " + moment(u)).orElse(""),
                  "clock",
                  "")
              .alone();
      case "lead.reawaken" ->
          Deed.of("made the lead new again: its time has come", "refresh", "step").alone();
      case "lead.start-work", "lead.nurture", "lead.qualify" ->
          Deed.of(
                  "moved the lead to " + after(entry, "status").map(Words::ofChoice).orElse(""),
                  "flag",
                  "step")
              .alone();
      case "lead.convert" -> Deed.of("converted the lead", "convert", "step");
      case "lead.undo-conversion" -> Deed.of("undid the conversion", "restore", "step");
      case "lead.delete" -> Deed.gone("moved the lead to the bin").alone();
      case "lead.restore" -> Deed.of("restored the lead from the bin", "restore", "").alone();
      case "lead.merge" -> Deed.of(DuplicateHistory.merged(entry, "lead"), "copy", "step");
      case "lead.undo-merge" -> Deed.of("undid a merge", "restore", "");
      default -> Deed.of("did: " + RecordWords.deed(entry), "audit", "");
    };
  }

  private static Deed edited(AuditEntry entry, List<Difference> shown) {
    if (shown.isEmpty()) {
      return entry.changes().stream().anyMatch(c -> COUNTS_OF_TOUCHES.contains(c.field()))
          ? Deed.of(touched(entry), "flag", "")
          // What was changed is hidden from whoever looks.
          : Deed.changed("changed the lead");
    }
    return Deed.changed(
        "changed " + (shown.size() == 1 ? shown.getFirst().label() : shown.size() + " fields"));
  }

  private static String touched(AuditEntry entry) {
    return after(entry, "touchesTakenBack")
        .map(count -> count.equals("1") ? "took back a touch" : "took back " + count + " touches")
        .orElseGet(() -> {
          String count = after(entry, "touches").orElse("");
          return count.equals("1") ? "recorded a touch" : "recorded " + count + " touches";
        });
  }

  private static String assigned(List<Difference> changes) {
    Optional<Difference> owner =
        changes.stream().filter(d -> d.label().equals("Owner")).findFirst();
    String from = owner.map(d -> Difference.text(d.before())).orElse(null);
    String to = owner.map(d -> Difference.text(d.after())).orElse(null);
    if (to == null) {
      return from == null ? "changed the owner" : "took the lead from " + from;
    }
    return from == null
        ? "gave the lead to " + to
        : "gave the lead to " + to + ", it was " + from + "'s";
  }

  private static Optional<String> after(AuditEntry entry, String field) {
    return entry.changes().stream()
        .filter(c -> c.field().equals(field))
        .findFirst()
        .map(FieldChange::after);
  }

  private static String moment(String text) {
    try {
      return Words.moment(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}

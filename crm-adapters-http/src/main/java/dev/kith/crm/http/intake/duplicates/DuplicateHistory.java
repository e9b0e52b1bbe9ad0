package dev.kith.crm.http.intake.duplicates;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import java.util.List;

/** How the histories of merges, and of leads that were told apart, read. */
public final class DuplicateHistory {

  private static final Reading LEADS = new Reading.Records("lead");

  private DuplicateHistory() {}

  public static List<RecordWords> words() {
    return List.of(merge(), distinctPair(), thresholds());
  }

  /** What an entry of a record tells of a merge, from the side of that record. */
  public static String merged(AuditEntry entry, String kind) {
    boolean stayed =
        entry.changes().stream()
            .filter(change -> change.field().equals("winner"))
            .anyMatch(change -> entry.subject().id().toString().equals(change.after()));
    return stayed
        ? "merged another " + kind + " into this one"
        : "merged this " + kind + " into another";
  }

  private static RecordWords merge() {
    return RecordWords.of("merge", "merge")
        .at("/merges/", new Permission(Feature.DUPLICATE, Action.VIEW))
        .field("winner", "Stayed", LEADS)
        .field("losers", "Became part of it", LEADS)
        .field("account", "Stayed", new Reading.Records("account"))
        .field("accounts", "Became part of it", new Reading.Records("account"))
        .field("contact", "Stayed", new Reading.Records("contact"))
        .field("contacts", "Became part of it", new Reading.Records("contact"))
        .field("status", "State", Reading.choice())
        .deed("lead.merge", Deed.of("merged the leads", "copy", "step"))
        .deed("account.merge", Deed.of("merged the accounts", "copy", "step"))
        .deed("contact.merge", Deed.of("merged the contacts", "copy", "step"))
        .deed("merge.undo", Deed.of("undid the merge", "restore", ""))
        .build();
  }

  private static RecordWords thresholds() {
    return RecordWords.of("duplicate-thresholds", "thresholds of duplicates")
        .at("/duplicates/thresholds", new Permission(Feature.DUPLICATE, Action.VIEW))
        .untold()
        .field("warnFrom", "Probably the same from", Reading.text())
        .field("blockFrom", "Almost certainly the same from", Reading.text())
        .deed("duplicate.set-thresholds", Deed.of("set the thresholds", "gear", ""))
        .build();
  }

  private static RecordWords distinctPair() {
    return RecordWords.of("distinct-pair", "pair of records")
        .field("first", "One lead", LEADS)
        .field("second", "The other", LEADS)
        .field("account", "One account", new Reading.Records("account"))
        .field("other-account", "The other", new Reading.Records("account"))
        .field("contact", "One contact", new Reading.Records("contact"))
        .field("other-contact", "The other", new Reading.Records("contact"))
        .deed("duplicate.tell-apart", Deed.of("said that they are not the same", "check", ""))
        .deed("duplicate.take-back", Deed.of("took that back", "restore", "bad"))
        .build();
  }
}

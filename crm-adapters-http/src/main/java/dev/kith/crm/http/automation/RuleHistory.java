package dev.kith.crm.http.automation;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;

/** How the history of a rule reads. */
public final class RuleHistory {

  private RuleHistory() {}

  public static RecordWords words() {
    return RecordWords.of("rule", "rule")
        .at("/rules/", new Permission(Feature.AUTOMATION, Action.VIEW))
        .title("name")
        .field("number", "Version", Reading.text())
        .field("repeat", "Repeat", Reading.choice())
        .field("status", "Status", Reading.choice())
        .field("activeFrom", "Active from", new Reading.Moment())
        .field("activeUntil", "Active until", new Reading.Moment())
        .field("deleted", "Deleted", Reading.yesNo())
        .deed("rule.write", Deed.born("wrote the rule"))
        .deed("rule.rewrite", Deed.changed("rewrote the rule"))
        .deed("rule.activate", Deed.of("activated the rule", "play", "step"))
        .deed("rule.pause", Deed.of("paused the rule", "stop", ""))
        .deed("rule.suspend", Deed.of("suspended the rule", "alert", "bad"))
        .deed("rule.delete", Deed.gone("deleted the rule"))
        .build();
  }
}

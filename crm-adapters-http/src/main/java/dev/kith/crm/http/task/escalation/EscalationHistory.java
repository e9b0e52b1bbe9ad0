package dev.kith.crm.http.task.escalation;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import java.util.Optional;

/** How the history of an escalation policy reads. */
public final class EscalationHistory {

  private EscalationHistory() {}

  public static RecordWords words() {
    return RecordWords.of("escalation-policy", "escalation policy")
        .at("/escalation/", new Permission(Feature.TASK, Action.VIEW))
        .untold()
        .title("name")
        .field("since", "Counts from", Reading.choice())
        .field("types", "Types", Reading.text())
        .field("priorities", "Priorities", Reading.text())
        .field("calendar", "Calendar", new Reading.Records("calendar"))
        .field("active", "Active", Reading.yesNo())
        .field("deleted", "Deleted", Reading.yesNo())
        .others(code ->
            code.startsWith("level ")
                ? Optional.of(new Field("L" + code.substring(1), Reading.text()))
                : Optional.empty())
        .deed("escalation-policy.write", Deed.born("wrote the policy"))
        .deed("escalation-policy.rewrite", Deed.changed("changed the policy"))
        .deed("escalation-policy.activate", Deed.of("activated it", "play", "step"))
        .deed("escalation-policy.pause", Deed.of("paused it", "clock", ""))
        .deed("escalation-policy.delete", Deed.gone("deleted the policy"))
        .build();
  }
}

package dev.kith.crm.http.intake.attribution;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;

/** How the history of the rules of attribution reads. */
public final class AttributionHistory {

  private AttributionHistory() {}

  public static RecordWords words() {
    return RecordWords.of("attribution-rules", "attribution")
        .at("/attribution", new Permission(Feature.LEAD, Action.VIEW))
        .untold()
        .field(
            "policy",
            "A link that breaks the rules",
            Reading.choice(TouchPolicy.class, RulesWords::policy))
        .field("sources", "Allowed sources", Reading.text())
        .field("mediums", "Allowed mediums", Reading.text())
        .field("campaigns", "Allowed campaigns", Reading.text())
        .field("sourceAliases", "Other spellings of sources", Reading.text())
        .field("mediumAliases", "Other spellings of mediums", Reading.text())
        .deed("attribution.set-rules", Deed.of("set the rules", "flag", ""))
        .build();
  }
}

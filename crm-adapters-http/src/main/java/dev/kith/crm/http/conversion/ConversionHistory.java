package dev.kith.crm.http.conversion;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.ConversionStatus;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.Words;
import java.util.List;

/** How the histories of conversions and of their mapping read. */
public final class ConversionHistory {

  private ConversionHistory() {}

  public static List<RecordWords> words() {
    Permission view = new Permission(Feature.LEAD, Action.VIEW);
    return List.of(
        RecordWords.of("conversion", "conversion")
            .at("/conversions/", view)
            .field("lead", "Lead", new Reading.Records("lead"))
            .field("account", "Account", new Reading.Records("account"))
            .field("contact", "Contact", new Reading.Records("contact"))
            .field("opportunity", "Opportunity", new Reading.Records("opportunity"))
            .field("mapping", "Version of the mapping", Reading.text())
            .field("tasks", "Tasks that moved along", Reading.text())
            .field("status", "Status", Reading.choice(ConversionStatus.Name.class, Words::of))
            .deed("conversion.complete", Deed.born("converted the lead"))
            .deed("conversion.undo", Deed.of("undid the conversion", "restore", "").alone())
            .build(),
        RecordWords.of("conversion-mapping", "mapping of conversions")
            .at("/conversion-mapping", view)
            .untold()
            .field("lines", "Lines", Reading.text())
            .field("consent", "Needed consent", Reading.choice(ConsentPolicy.class, Words::of))
            .deed("conversion-mapping.set", Deed.changed("changed the mapping of conversions"))
            .build());
  }
}

package dev.kith.crm.http.currency;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import java.util.List;
import java.util.Optional;

/** How the history of rates, and of the currency of reports, reads. */
public final class CurrencyHistory {

  private static final Permission VIEW = new Permission(Feature.CURRENCY, Action.VIEW);

  private CurrencyHistory() {}

  public static List<RecordWords> words() {
    return List.of(rates(), reports());
  }

  private static RecordWords rates() {
    return RecordWords.of("exchange-rates", "exchange rates")
        .at("/currencies", VIEW)
        .title("pair")
        .field("pair", "Pair", Reading.text())
        // Days, which read as they are.
        .others(day -> Optional.of(new Field(day, Reading.text())))
        .deed("exchange-rates.begin", Deed.born("entered the first rates"))
        .deed("exchange-rates.put", Deed.changed("entered rates"))
        .deed("exchange-rates.remove", Deed.gone("took a rate away"))
        .build();
  }

  private static RecordWords reports() {
    return RecordWords.of("report-currency", "currency of reports")
        .at("/currencies", VIEW)
        .untold()
        .field("currency", "Currency", Reading.text())
        .deed("report-currency.set", Deed.changed("set the currency of reports"))
        .build();
  }
}

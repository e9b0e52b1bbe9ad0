package dev.kith.crm.application.funnel;

import dev.kith.crm.application.funnel.PipelineAnalytics.Share;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.funnel.Worth;
import dev.kith.crm.domain.funnel.Worth.Part;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How amounts are added up.
 *
 * @param none nothing, in the currency and by the rates; null where amounts are hidden
 */
record Sums(@Nullable Worth none, @Nullable RateTable rates) {

  static final Sums HIDDEN = new Sums(null, null);

  static Sums in(Currency currency, RateTable rates) {
    return new Sums(Worth.none(rates, currency), rates);
  }

  Share of(Collection<Part> parts) {
    return new Share(parts.stream().mapToLong(Part::opportunities).sum(), worth(parts));
  }

  /** Null where amounts are hidden. */
  @Nullable Worth worth(Collection<Part> parts) {
    return none == null || rates == null ? null : Worth.of(parts, rates, none.sum().currency());
  }

  Share nothing() {
    return of(List.of());
  }
}

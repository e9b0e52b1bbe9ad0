package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.UUID;

/** From which leads a record came, on its page; empty if from none that the person may see. */
public record Origins(List<Origin> all) {

  private static final int SHOWN = 20;

  /** One of the leads. */
  public record Origin(Conversion conversion, String lead) {}

  public Origins {
    all = ImmutableList.copyOf(all);
  }

  public static Origins of(Visit visit, UUID record) {
    return visit.crm().conversions().list(Which.into(record), null, SHOWN)
            instanceof Outcome.Done<List<Conversion>>(var found)
        ? new Origins(
            found.stream()
                .filter(conversion -> !conversion.isUndone())
                .map(conversion -> new Origin(conversion, Records.lead(visit, conversion.lead())))
                .toList())
        : new Origins(List.of());
  }
}

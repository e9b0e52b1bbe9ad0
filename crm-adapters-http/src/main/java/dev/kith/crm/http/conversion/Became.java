package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lead became, on its page. */
public record Became(Conversion conversion, List<Records.Named> records) {

  public Became {
    records = ImmutableList.copyOf(records);
  }

  /** Null for a lead that is still one. */
  public static @Nullable Became of(Visit visit, LeadId lead) {
    return visit.crm().conversions().list(Which.of(lead), null, 1)
                instanceof Outcome.Done<List<Conversion>>(var found)
            && !found.isEmpty()
            && !found.getFirst().isUndone()
        ? new Became(found.getFirst(), Records.of(visit, found.getFirst()))
        : null;
  }
}

package dev.kith.crm.application.conversion;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.conversion.Conversions.Origin;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** From which leads records came. */
record Tracing(Kernel kernel, Context context, Parties parties) {

  Outcome<List<Origin>> origins(Target target, UUID record) {
    return parties.related(target).named(List.of(record), context).isEmpty()
        ? Outcome.refused(NotFound.of(target.code(), record))
        : Permits.require(
            context.actor(), ConversionService.VIEW, () -> Outcome.done(origins(record)));
  }

  private List<Origin> origins(UUID record) {
    List<Conversion> conversions = standing(kernel, record, visible());
    Map<LeadId, LeadView> leads =
        parties.leads().seen(context, conversions.stream().map(Conversion::lead).toList()).stream()
            .collect(toImmutableMap(LeadView::id, lead -> lead));
    Map<LeadId, TouchHistory> touches = parties.attribution().histories(context, leads.values());
    return conversions.stream()
        .filter(conversion -> leads.containsKey(conversion.lead()))
        .map(conversion -> {
          LeadView lead = Objects.requireNonNull(leads.get(conversion.lead()));
          return new Origin(
              conversion,
              lead.displayName(),
              lead.score(),
              lead.grade(),
              Objects.requireNonNull(touches.get(lead.id())));
        })
        .toList();
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), ConversionService.VIEW);
  }

  /** The conversions that made or met a record and were not undone, the latest first. */
  static List<Conversion> standing(Kernel kernel, UUID record, Visibility visible) {
    return kernel
        .storage()
        .conversions()
        .list(Which.into(Origins.of(kernel, record)), visible, null, Conversions.LARGEST_LIST)
        .stream()
        .filter(conversion -> !conversion.isUndone())
        .toList();
  }
}

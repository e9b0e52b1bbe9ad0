package dev.kith.crm.application.intake.enrichment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.intake.enrichment.AskedSources.Answers;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.intake.enrichment.Enrichment;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Enriches many leads with a handful of questions and statements. */
record BulkEnrichment(
    Kernel kernel, Context context, LeadFeature leads, PhoneReader phones, AskedSources sources) {

  /** Asks all sources about those of the leads that there are; outside of any run. */
  Map<LeadId, Answers> ask(Collection<LeadId> ids) {
    List<Lead> found = kernel.storage().leads().findAll(ids);
    List<Lead> asked = found.stream().filter(lead -> !lead.revision().isDeleted()).toList();
    List<Answers> answers =
        sources.ask(
            asked.stream().map(lead -> new Enquiry(lead.content(), null)).toList(),
            sources.names());
    Map<LeadId, Answers> byLead = new HashMap<>();
    // Nobody outside is told of a lead in the bin.
    found.forEach(lead -> byLead.put(lead.id(), new Answers(Map.of(), Set.of())));
    for (int i = 0; i < asked.size(); i++) {
      byLead.put(asked.get(i).id(), answers.get(i));
    }
    return byLead;
  }

  /**
   * What became of the leads.
   *
   * @param outcomes one for each
   * @param filled values that were put into fields of leads
   */
  record Applied(Map<LeadId, Outcome<Lead>> outcomes, List<FoundValueId> filled) {
    Applied {
      outcomes = ImmutableMap.copyOf(outcomes);
      filled = List.copyOf(filled);
    }
  }

  /** Fills the leads by the answers, within the caller's run. */
  Applied apply(Collection<LeadId> ids, Map<LeadId, Answers> answers, FillMode mode) {
    Instant now = kernel.now();
    FoundValueStore store = kernel.storage().foundValues();
    Map<LeadId, Lead> found =
        kernel.storage().leads().findAll(ids).stream()
            .collect(toMap(Lead::id, Function.identity()));
    Map<LeadId, List<FoundValue>> known =
        store.of(found.keySet()).stream().collect(groupingBy(FoundValue::lead));
    LeadReach reach = new LeadReach(kernel.storage().leads(), context.actor());
    Map<LeadId, Outcome<Lead>> outcomes = new LinkedHashMap<>();
    Map<Lead, Change<Lead>> changes = new LinkedHashMap<>();
    List<FoundValue> replaced = new ArrayList<>();
    List<FoundValue> values = new ArrayList<>();
    List<FoundValueId> filled = new ArrayList<>();
    for (LeadId id : ids) {
      Lead lead = found.get(id);
      Answers heard = answers.get(id);
      if (lead == null || heard == null) {
        outcomes.put(id, Outcome.refused(NotFound.of("lead", id.value())));
        continue;
      }
      Enrichment enrichment =
          Enrichment.of(
              lead,
              known.getOrDefault(id, List.of()),
              heard.said(),
              mode,
              phones,
              () -> new FoundValueId(kernel.ids().next()),
              now);
      Outcome<Change<Lead>> decided =
          reach.of(lead, Action.EDIT).then(reached -> enrichment.applyTo(reached, now));
      outcomes.put(
          id,
          decided.map(change -> {
            if (!change.next().equals(lead)) {
              changes.put(lead, change);
            }
            replaced.addAll(known.getOrDefault(id, List.of()));
            values.addAll(enrichment.values());
            enrichment.filled().forEach(value -> filled.add(value.id()));
            return change.next();
          }));
    }
    leads.saveAll(context, EnrichmentService.INTENTION, changes);
    store.replace(replaced, values);
    return new Applied(outcomes, filled);
  }
}

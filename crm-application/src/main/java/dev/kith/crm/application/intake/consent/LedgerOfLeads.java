package dev.kith.crm.application.intake.consent;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.SaidByLeads;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentEvent;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.LeadStatements;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes what the fields of leads say into their ledgers: one reading and one writing for all. */
record LedgerOfLeads(Kernel kernel) implements SaidByLeads {

  @Override
  public Map<LeadId, Kept> keep(List<Statement> statements) {
    if (statements.isEmpty()) {
      return Map.of();
    }
    Instant now = kernel.now();
    Map<LeadId, List<Consent>> before = before(statements);
    Map<LeadId, List<Consent>> fresh =
        statements.stream()
            .collect(toImmutableMap(said -> said.next().id(), said -> lines(said, now)));
    List<Consent> all = new ArrayList<>();
    fresh.values().forEach(all::addAll);
    kernel.storage().consents().addAll(all);
    return fresh.keySet().stream()
        .collect(
            toImmutableMap(
                lead -> lead,
                lead ->
                    kept(
                        lead,
                        before.getOrDefault(lead, List.of()),
                        Objects.requireNonNull(fresh.get(lead)),
                        now)));
  }

  /** Newborn leads have no ledger yet. */
  private Map<LeadId, List<Consent>> before(List<Statement> statements) {
    List<LeadId> old =
        statements.stream()
            .map(Statement::next)
            .filter(lead -> lead.revision().version() > 1)
            .map(Lead::id)
            .toList();
    return old.isEmpty()
        ? Map.of()
        : kernel.storage().consents().of(old).stream().collect(groupingBy(Consent::lead));
  }

  private List<Consent> lines(Statement said, Instant now) {
    ConsentSummary next = said.next().content().consent();
    Instant at = Objects.requireNonNullElse(said.saying().at(), now);
    return LeadStatements.lines(
            said.before(), next, said.saying().source(), at, said.saying().proof())
        .stream()
        .map(entry -> new Consent(new ConsentId(kernel.ids().next()), said.next().id(), now, entry))
        .toList();
  }

  private static Kept kept(LeadId lead, List<Consent> before, List<Consent> fresh, Instant now) {
    ConsentLedger ledger =
        new ConsentLedger(
            Stream.concat(before.stream(), fresh.stream()).map(Consent::entry).toList());
    return new Kept(ledger.summary(now), new ConsentEvent.Recorded(lead, fresh));
  }

  @Override
  public Map<LeadId, Map<LeadField, Instant>> lastSaid(Collection<LeadId> leads) {
    if (leads.isEmpty()) {
      return Map.of();
    }
    Instant now = kernel.now();
    Map<LeadId, List<Consent>> lines =
        kernel.storage().consents().of(leads).stream().collect(groupingBy(Consent::lead));
    return lines.entrySet().stream()
        .collect(
            toImmutableMap(
                Map.Entry::getKey,
                entry ->
                    LeadStatements.lastSaid(
                        new ConsentLedger(entry.getValue().stream().map(Consent::entry).toList()),
                        now)));
  }
}

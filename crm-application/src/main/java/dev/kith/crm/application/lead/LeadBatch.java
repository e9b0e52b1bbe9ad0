package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Leads that are born and changed together, and saved with a handful of statements. */
final class LeadBatch {

  private record Changed(Lead before, String intention, Change<Lead> change) {}

  private final Kernel kernel;
  private final Context context;
  private final Births watcher;
  private final LeadConsents consents;
  private final List<Change<Lead>> births = new ArrayList<>();
  private final List<Changed> changes = new ArrayList<>();

  LeadBatch(Kernel kernel, Context context, Births watcher, LeadConsents consents) {
    this.kernel = kernel;
    this.context = context;
    this.watcher = watcher;
    this.consents = consents;
  }

  void born(Change<Lead> birth) {
    births.add(birth);
  }

  /** No lead may be changed twice. */
  void changed(Lead before, String intention, Change<Lead> change) {
    changes.add(new Changed(before, intention, change));
  }

  void save() {
    if (births.isEmpty() && changes.isEmpty()) {
      return;
    }
    hear();
    LeadStore store = kernel.storage().leads();
    store.updateAll(changes.stream().map(c -> c.change().next()).toList());
    store.addAll(births.stream().map(Change::next).toList());
    kernel.storage().audit().append(entries());
    ImmutableList.Builder<Outbox.Entry> events = ImmutableList.builder();
    births.forEach(birth -> announce(birth, events));
    watched(events);
    changes.forEach(changed -> announce(changed.change(), events));
    kernel.announcing().appendAll(events.build());
  }

  private void hear() {
    Map<LeadId, SaidByLeads.Kept> kept =
        consents.keep(
            Stream.concat(
                births.stream().map(b -> consents.statement(ConsentSummary.NOT_ASKED, b)),
                changes.stream()
                    .map(c -> consents.statement(c.before().content().consent(), c.change()))));
    births.replaceAll(birth -> LeadConsents.heard(birth, kept));
    changes.replaceAll(
        c -> new Changed(c.before(), c.intention(), LeadConsents.heard(c.change(), kept)));
  }

  private List<AuditEntry> entries() {
    ImmutableList.Builder<AuditEntry> entries = ImmutableList.builder();
    for (Change<Lead> birth : births) {
      Lead lead = birth.next();
      entries.add(
          kernel
              .auditing()
              .first(
                  context,
                  lead.subject(),
                  "lead.capture",
                  FieldChange.between(Map.of(), lead.facts()),
                  lead.revision().createdAt()));
    }
    Map<Subject, AuditEntry.Head> heads =
        kernel
            .storage()
            .audit()
            .heads(changes.stream().map(changed -> changed.before().subject()).toList());
    for (Changed changed : changes) {
      Lead next = changed.change().next();
      entries.add(
          kernel
              .auditing()
              .next(
                  heads.getOrDefault(next.subject(), AuditEntry.Head.START),
                  context,
                  next.subject(),
                  changed.intention(),
                  Auditing.told(changed.before().facts(), next.facts(), changed.change().events()),
                  next.revision().updatedAt()));
    }
    return entries.build();
  }

  private void watched(ImmutableList.Builder<Outbox.Entry> events) {
    List<Lead> newborn = births.stream().map(Change::next).toList();
    List<DomainEvent> more = newborn.isEmpty() ? List.of() : watcher.born(newborn);
    if (!more.isEmpty()) {
      Map<Subject, Lead> leads = Maps.uniqueIndex(newborn, Lead::subject);
      more.forEach(event -> {
        Lead lead = Objects.requireNonNull(leads.get(event.subject()));
        events.add(kernel.announcing().entry(context, event, lead.revision()));
      });
    }
  }

  private void announce(Change<Lead> change, ImmutableList.Builder<Outbox.Entry> events) {
    change
        .events()
        .forEach(event ->
            events.add(kernel.announcing().entry(context, event, change.next().revision())));
  }
}

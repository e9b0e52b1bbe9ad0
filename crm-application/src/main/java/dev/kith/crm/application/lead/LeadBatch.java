package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.ManyChanges;
import dev.kith.crm.application.kernel.ManyChanges.One;
import dev.kith.crm.application.lead.SaidByLeads.Saying;
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

  private record Born(Change<Lead> change, Saying saying) {}

  private record Changed(Lead before, String intention, Change<Lead> change, Saying saying) {}

  private final Kernel kernel;
  private final Context context;
  private final Births watcher;
  private final LeadConsents consents;
  private final ManyChanges<Lead> together;
  private final List<Born> births = new ArrayList<>();
  private final List<Changed> changes = new ArrayList<>();

  LeadBatch(Kernel kernel, Context context, Births watcher, LeadConsents consents) {
    this.kernel = kernel;
    this.context = context;
    this.watcher = watcher;
    this.consents = consents;
    this.together = new ManyChanges<>(kernel, Lead::facts);
  }

  void born(Change<Lead> birth) {
    born(birth, consents.saying());
  }

  /**
   * @param saying where and when the lead said what it says of consent
   */
  void born(Change<Lead> birth, Saying saying) {
    births.add(new Born(birth, saying));
  }

  /** No lead may be changed twice. */
  void changed(Lead before, String intention, Change<Lead> change) {
    changed(before, intention, change, consents.saying());
  }

  void changed(Lead before, String intention, Change<Lead> change, Saying saying) {
    changes.add(new Changed(before, intention, change, saying));
  }

  /** Where that is said what the leads say. */
  String source() {
    return consents.source();
  }

  void save() {
    if (births.isEmpty() && changes.isEmpty()) {
      return;
    }
    hear();
    LeadStore store = kernel.storage().leads();
    store.updateAll(changes.stream().map(c -> c.change().next()).toList());
    store.addAll(newborn());
    together.audit(
        Stream.concat(births.stream().map(this::one), changes.stream().map(this::one)).toList());
    ImmutableList.Builder<Outbox.Entry> events = ImmutableList.builder();
    births.forEach(birth -> events.addAll(together.events(one(birth))));
    watched(events);
    changes.forEach(changed -> events.addAll(together.events(one(changed))));
    kernel.announcing().appendAll(events.build());
  }

  private One<Lead> one(Born birth) {
    return new One<>(context, "lead.capture", null, birth.change());
  }

  private One<Lead> one(Changed changed) {
    return new One<>(context, changed.intention(), changed.before(), changed.change());
  }

  private List<Lead> newborn() {
    return births.stream().map(birth -> birth.change().next()).toList();
  }

  private void hear() {
    Map<LeadId, SaidByLeads.Kept> kept =
        consents.keep(
            Stream.concat(
                births.stream()
                    .map(b ->
                        LeadConsents.statement(ConsentSummary.NOT_ASKED, b.change(), b.saying())),
                changes.stream()
                    .map(c ->
                        LeadConsents.statement(
                            c.before().content().consent(), c.change(), c.saying()))));
    births.replaceAll(b -> new Born(LeadConsents.heard(b.change(), kept), b.saying()));
    changes.replaceAll(c ->
        new Changed(c.before(), c.intention(), LeadConsents.heard(c.change(), kept), c.saying()));
  }

  private void watched(ImmutableList.Builder<Outbox.Entry> events) {
    List<Lead> newborn = newborn();
    List<DomainEvent> more = newborn.isEmpty() ? List.of() : watcher.born(newborn);
    if (!more.isEmpty()) {
      Map<Subject, Lead> leads = Maps.uniqueIndex(newborn, Lead::subject);
      more.forEach(event -> {
        Lead lead = Objects.requireNonNull(leads.get(event.subject()));
        events.add(kernel.announcing().entry(context, event, lead.revision()));
      });
    }
  }
}

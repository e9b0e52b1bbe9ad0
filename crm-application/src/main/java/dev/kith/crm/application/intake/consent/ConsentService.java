package dev.kith.crm.application.intake.consent;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentEvent;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.ConsentRefusal.TooManyConsents;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

final class ConsentService implements Consents {

  private static final Permission VIEW = new Permission(Feature.CONSENT, Action.VIEW);
  private static final Permission EDIT = new Permission(Feature.CONSENT, Action.EDIT);

  private final Kernel kernel;
  private final Context context;
  private final LeadFeature leads;
  private final ConsentStore store;

  ConsentService(Kernel kernel, Context context, LeadFeature leads) {
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.store = kernel.storage().consents();
  }

  /** What becomes of a ledger: the lines that are new, and all of it. */
  private record Written(List<ConsentEntry> fresh, ConsentLedger ledger) {}

  @Override
  public Outcome<ConsentHistory> record(LeadId lead, ConsentDraft said) {
    return recorded(
        lead,
        said,
        (ledger, now) ->
            said.read(now).then(entry -> written(new Written(List.of(), ledger), entry)));
  }

  @Override
  public Outcome<ConsentHistory> recordAll(LeadId lead, List<ConsentDraft> said) {
    return recorded(lead, said, (ledger, now) -> written(ledger, said, now));
  }

  private Outcome<ConsentHistory> recorded(
      LeadId id, Object command, BiFunction<ConsentLedger, Instant, Outcome<Written>> writing) {
    return leads
        .changes(context)
        .change(
            id,
            Action.VIEW,
            "lead.record-consent",
            command,
            lead ->
                permitted(lead, VIEW, () -> permitted(lead, EDIT, () -> recorded(lead, writing))))
        .map(this::history);
  }

  private Outcome<Change<Lead>> recorded(
      Lead lead, BiFunction<ConsentLedger, Instant, Outcome<Written>> writing) {
    Instant now = kernel.now();
    List<ConsentEntry> before = store.of(lead.id()).stream().map(Consent::entry).toList();
    return writing
        .apply(new ConsentLedger(before), now)
        .then(written -> {
          if (written.ledger().entries().size() > Consent.MOST
              && written.fresh().stream().anyMatch(ConsentEntry::isGrant)) {
            return Outcome.refused(new TooManyConsents(Consent.MOST));
          }
          List<Consent> lines =
              written.fresh().stream()
                  .map(entry ->
                      new Consent(new ConsentId(kernel.ids().next()), lead.id(), now, entry))
                  .toList();
          return lead.consent(
                  written.ledger().summary(now), new ConsentEvent.Recorded(lead.id(), lines), now)
              .map(change -> {
                store.addAll(lines);
                return lines.isEmpty() ? Change.none(lead) : change;
              });
        });
  }

  private static Outcome<Written> written(
      ConsentLedger ledger, List<ConsentDraft> drafts, Instant now) {
    if (drafts.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "items", "too-many", "At most " + LARGEST_BATCH + " lines go into one batch.")));
    }
    Checks checks = new Checks();
    Written written = new Written(List.of(), ledger);
    for (int i = 0; i < drafts.size(); i++) {
      Written before = written;
      Written next =
          checks.take("items/" + i, drafts.get(i).read(now).then(entry -> written(before, entry)));
      written = next == null ? before : next;
    }
    Written all = written;
    return checks.orRefuse(() -> all);
  }

  private static Outcome<Written> written(Written before, ConsentEntry entry) {
    return before.ledger().entries().contains(entry)
        ? Outcome.done(before)
        : before
            .ledger()
            .record(entry)
            .map(ledger -> {
              List<ConsentEntry> fresh = new ArrayList<>(before.fresh());
              fresh.add(entry);
              return new Written(List.copyOf(fresh), ledger);
            });
  }

  @Override
  public Outcome<ConsentHistory> of(LeadId id) {
    return new LeadReach(kernel.storage().leads(), context.actor())
        .find(id, Action.VIEW)
        .then(lead -> permitted(lead, VIEW, () -> Outcome.done(history(lead))));
  }

  private ConsentHistory history(Lead lead) {
    return ConsentHistory.of(
        store.of(lead.id()), context.actor().grants().maskedFieldsOf(Feature.LEAD), kernel.now());
  }

  private <T> Outcome<T> permitted(Lead lead, Permission permission, Supplier<Outcome<T>> next) {
    return Permits.requireReach(context.actor(), permission, lead.subject(), lead.owner(), next);
  }
}

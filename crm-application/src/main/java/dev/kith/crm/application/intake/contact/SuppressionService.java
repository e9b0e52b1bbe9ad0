package dev.kith.crm.application.intake.contact;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class SuppressionService implements Suppressions {

  static final Permission VIEW = new Permission(Feature.CONSENT, Action.VIEW);
  static final Permission ADMINISTER = new Permission(Feature.CONSENT, Action.ADMINISTER);

  private static final Changes.Kind<SuppressionId, SuppressionEntry> KIND =
      new Changes.Kind<>(
          Feature.CONSENT,
          SuppressionEntry.class,
          SuppressionEntry::subjectOf,
          SuppressionEntry::facts,
          entry -> null);

  private static final String ADD = "suppression.add";

  private final Kernel kernel;
  private final Context context;
  private final PhoneReader phones;
  private final SuppressionStore store;
  private final Changes<SuppressionId, SuppressionEntry> changes;

  SuppressionService(Kernel kernel, Context context, PhoneReader phones) {
    this.kernel = kernel;
    this.context = context;
    this.phones = phones;
    this.store = kernel.storage().suppressions();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<SuppressionEntry> add(SuppressionDraft draft) {
    return administering(
        () -> changes.create(Action.ADMINISTER, ADD, draft, () -> born(draft, kernel.now())));
  }

  private Outcome<Change<SuppressionEntry>> born(SuppressionDraft draft, Instant now) {
    return SuppressionEntry.add(new SuppressionId(kernel.ids().next()), draft, phones, now);
  }

  @Override
  public Outcome<Added> addAll(List<SuppressionDraft> drafts) {
    return administering(() ->
        kernel
            .idempotency()
            .once(
                context,
                "suppression.add-all",
                drafts,
                Added.class,
                () -> read(drafts).map(this::kept)));
  }

  private Outcome<List<Change<SuppressionEntry>>> read(List<SuppressionDraft> drafts) {
    if (drafts.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "items", "too-many", "At most " + LARGEST_BATCH + " go into one batch.")));
    }
    Instant now = kernel.now();
    Checks checks = new Checks();
    List<Change<SuppressionEntry>> births = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Change<SuppressionEntry> birth = checks.take("items/" + i, born(drafts.get(i), now));
      if (birth != null) {
        births.add(birth);
      }
    }
    return checks.orRefuse(() -> births);
  }

  private Added kept(List<Change<SuppressionEntry>> births) {
    ListMultimap<String, Suppression> there = ArrayListMultimap.create();
    store
        .having(births.stream().map(birth -> keyOf(birth.next())).toList())
        .forEach(entry -> there.put(keyOf(entry), entry.suppression()));
    List<Change<SuppressionEntry>> added = new ArrayList<>();
    for (Change<SuppressionEntry> birth : births) {
      Suppression wanted = birth.next().suppression();
      List<Suppression> same = there.get(keyOf(birth.next()));
      if (same.stream().noneMatch(old -> lastsAsLong(old, wanted))) {
        same.add(wanted);
        added.add(birth);
      }
    }
    store.addAll(added.stream().map(Change::next).toList());
    kernel
        .storage()
        .audit()
        .append(
            added.stream()
                .map(Change::next)
                .map(entry ->
                    kernel
                        .auditing()
                        .first(
                            context,
                            entry.subject(),
                            ADD,
                            FieldChange.between(Map.of(), entry.facts()),
                            entry.revision().createdAt()))
                .toList());
    kernel.announcing().appendAll(announcements(added));
    return new Added(added.stream().map(Change::next).toList(), births.size() - added.size());
  }

  private List<Outbox.Entry> announcements(List<Change<SuppressionEntry>> added) {
    return added.stream()
        .flatMap(change ->
            change.events().stream()
                .map(event -> kernel.announcing().entry(context, event, change.next().revision())))
        .toList();
  }

  private static String keyOf(SuppressionEntry entry) {
    return entry.suppression().target().key();
  }

  private static boolean lastsAsLong(Suppression old, Suppression other) {
    return old.until() == null || (other.until() != null && !old.until().isBefore(other.until()));
  }

  @Override
  public Outcome<SuppressionEntry> remove(SuppressionId id, @Nullable String reason) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "suppression.remove",
            String.valueOf(reason),
            entry -> entry.remove(reason, kernel.now())));
  }

  @Override
  public Outcome<SuppressionView> get(SuppressionId id) {
    return viewing(
        () -> Outcome.found(store.view(id), () -> NotFound.of("suppression", id.value())));
  }

  @Override
  public FieldCatalogue<SuppressionView> fields() {
    return SuppressionView.CATALOGUE;
  }

  @Override
  public Outcome<Page<SuppressionView>> list(ListQuery query) {
    return viewing(() -> Outcome.done(store.list(query)));
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), VIEW, next);
  }
}

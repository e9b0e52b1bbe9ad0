package dev.kith.crm.application.intake.rows;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.intake.rows.Dependents.Dependent;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Undoes what rows have done to records that are no leads, as far as nobody has touched them since.
 * What the CRM has done by itself meanwhile is nobody's touch.
 *
 * @param transactions in which each record is undone by itself
 * @param records knows how a record is removed, and put back as it was
 * @param cause by which the import is known in audit trails
 */
public record RecordTakeBack(
    Kernel kernel, Transactions transactions, RecordsAsBefore records, String cause) {

  private static final String IMPORT = "import/";

  /**
   * What was done to a record.
   *
   * @param version the record's, after that
   */
  public record Trace(UUID record, boolean created, List<FieldChange> changes, long version) {
    public Trace {
      changes = ImmutableList.copyOf(changes);
    }

    boolean changed(String field) {
      return changes.stream().anyMatch(change -> change.field().equals(field));
    }
  }

  /** In the order of the traces: what was done last is to be undone first. */
  public List<TakenBack> of(List<Trace> traces) {
    RecordKind kind = records.kind();
    records.meet(traces);
    List<UUID> created = traces.stream().filter(Trace::created).map(Trace::record).toList();
    Set<Subject> touched =
        touched(created.stream().map(id -> new Subject(kind.singular(), id)).toList());
    Map<UUID, Set<Dependent>> dependents = kernel.storage().dependents().of(kind, created);
    List<TakenBack> results = new ArrayList<>();
    for (Trace trace : traces) {
      boolean isTouched = touched.contains(new Subject(kind.singular(), trace.record()));
      results.add(
          trace.created()
              ? removed(
                  trace.record(), isTouched, dependents.getOrDefault(trace.record(), Set.of()))
              : restored(trace));
    }
    records.save();
    return results;
  }

  /** What another import did that was taken back as well is nobody's touch. */
  private Set<Subject> touched(List<Subject> created) {
    Map<Subject, Set<String>> touches = kernel.storage().audit().touches(created);
    Map<String, Boolean> undone = new HashMap<>();
    undone.put(cause, true);
    return touches.entrySet().stream()
        .filter(touch ->
            !touch.getValue().stream()
                .allMatch(other -> undone.computeIfAbsent(other, this::isTakenBack)))
        .map(Map.Entry::getKey)
        .collect(toImmutableSet());
  }

  private boolean isTakenBack(String other) {
    return other.startsWith(IMPORT)
        && kernel
            .storage()
            .imports()
            .find(new ImportId(UUID.fromString(other.substring(IMPORT.length()))))
            .filter(found -> found.status() instanceof ImportStatus.Reverted)
            .isPresent();
  }

  private TakenBack removed(UUID id, boolean isTouched, Set<Dependent> dependents) {
    RecordsAsBefore.Standing now = records.find(id).orElse(null);
    if (now == null) {
      return gone();
    }
    if (now.removed()) {
      return now.mergedInto() == null
          ? new TakenBack(true, false, List.of())
          : kept(
              new Kept("", records.kind().singular() + "-merged", "It is part of another by now."));
    }
    List<Kept> kept = new ArrayList<>();
    if (isTouched) {
      kept.add(new Kept("", "edited-since", "Somebody has changed it since."));
    }
    dependents.stream()
        .sorted()
        .forEach(dependent -> kept.add(new Kept("", "in-use", dependent.told())));
    if (!kept.isEmpty()) {
      return new TakenBack(false, false, kept);
    }
    return switch (transactions.run(() -> records.remove(id))) {
      case Outcome.Done<UUID> done -> new TakenBack(true, false, List.of());
      case Outcome.Refused<UUID>(var refusal) -> kept(refused(refusal));
    };
  }

  private TakenBack restored(Trace trace) {
    RecordsAsBefore.Standing now = records.find(trace.record()).orElse(null);
    if (now == null) {
      return gone();
    }
    List<Kept> kept = new ArrayList<>();
    List<FieldChange> undone = new ArrayList<>();
    for (FieldChange change : trace.changes()) {
      if (records.undoesByItself(change.field())) {
        continue;
      }
      String separator = records.separator(change.field());
      String text = now.facts().get(change.field());
      if (Objects.equals(text, change.after())) {
        undone.add(new FieldChange(change.field(), text, change.before()));
      } else if (separator == null) {
        kept.add(new Kept(change.field(), "edited-since", "Somebody has changed this since."));
      } else {
        undone.add(SeveralValues.undoing(change, text, separator, kept));
      }
    }
    Outcome<Boolean> outcome =
        transactions.run(() ->
            records.restore(
                trace,
                undone.stream()
                    .filter(change -> !Objects.equals(change.before(), change.after()))
                    .toList(),
                kept));
    return switch (outcome) {
      case Outcome.Done<Boolean>(var any) -> new TakenBack(false, any, kept);
      case Outcome.Refused<Boolean>(var refusal) -> kept(refused(refusal));
    };
  }

  private TakenBack gone() {
    return kept(new Kept("", records.kind().singular() + "-gone", "It is not there any more."));
  }

  private static Kept refused(Refusal refusal) {
    return new Kept("", refusal.code(), refusal.detail());
  }

  private static TakenBack kept(Kept kept) {
    return new TakenBack(false, false, List.of(kept));
  }
}

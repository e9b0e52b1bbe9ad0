package dev.kith.crm.application.kernel;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.BatchRefused;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What changes of many records leave behind, written with a handful of statements where {@link
 * Changes} would need some for each. No record is among them twice.
 *
 * @param <A> the aggregate
 */
public final class ManyChanges<A extends Aggregate> {

  /**
   * A change of one record, or its birth.
   *
   * @param context in which it is made
   * @param intention as of {@link Changes}
   * @param before null for a birth
   */
  public record One<A extends Aggregate>(
      Context context, String intention, @Nullable A before, Change<A> change) {}

  private final Kernel kernel;
  private final Function<A, Map<String, String>> facts;

  /**
   * @param facts as of {@link Changes.Kind}
   */
  public ManyChanges(Kernel kernel, Function<A, Map<String, String>> facts) {
    this.kernel = kernel;
    this.facts = facts;
  }

  /** Writes the audit entries of all of them. */
  public void audit(List<One<A>> all) {
    Map<Subject, AuditEntry.Head> heads =
        kernel
            .storage()
            .audit()
            .heads(
                all.stream()
                    .filter(one -> one.before() != null)
                    .map(one -> one.change().next().subject())
                    .toList());
    kernel.storage().audit().append(all.stream().map(one -> entry(one, heads)).toList());
  }

  private AuditEntry entry(One<A> one, Map<Subject, AuditEntry.Head> heads) {
    A next = one.change().next();
    return kernel
        .auditing()
        .next(
            Objects.requireNonNullElse(heads.get(next.subject()), AuditEntry.Head.START),
            one.context(),
            next.subject(),
            one.intention(),
            Auditing.told(
                one.before() == null ? Map.of() : facts.apply(one.before()),
                facts.apply(next),
                one.change().events()),
            next.revision().updatedAt());
  }

  /** The events of one of them, for the outbox. */
  public List<Outbox.Entry> events(One<A> one) {
    return one.change().events().stream()
        .map(event ->
            kernel.announcing().entry(one.context(), event, one.change().next().revision()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * What becomes of a batch of which some were refused though it was to be done as a whole: nothing
   * of it is done, and what was good by itself is refused for the sake of the others.
   */
  public static <T> List<Outcome<T>> noneDone(List<Outcome<T>> outcomes) {
    return outcomes.stream()
        .map(outcome ->
            outcome instanceof Outcome.Done<T> ? Outcome.<T>refused(new BatchRefused()) : outcome)
        .toList();
  }
}

package dev.kith.crm.domain.task.escalation;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which levels tasks that nobody does are brought before others.
 *
 * <p>A policy is written, rewritten whenever it is to say something else, activated, paused, and
 * thrown away. While it is active, every open task that it is for has a ladder. A level whose
 * moment had passed before the policy was activated is passed over: whoever switches it on does not
 * set off an avalanche.
 *
 * @param activeSince null while it is paused
 */
public record EscalationPolicy(
    EscalationPolicyId id, Revision revision, EscalationTerms terms, @Nullable Instant activeSince)
    implements Aggregate {

  public EscalationPolicy {
    activeSince = activeSince == null ? null : activeSince.truncatedTo(ChronoUnit.MICROS);
  }

  /** Paused at first. Refused with {@code invalid}. */
  public static Outcome<Change<EscalationPolicy>> write(
      EscalationPolicyId id, EscalationTerms terms, Instant now) {
    return terms
        .read()
        .map(good -> Change.of(new EscalationPolicy(id, Revision.first(now), good, null)));
  }

  /** It says something else from now on; what was escalated stays so. */
  public Outcome<Change<EscalationPolicy>> rewrite(EscalationTerms other, Instant now) {
    return other
        .read()
        .map(good ->
            good.equals(terms)
                ? Change.none(this)
                : changed(new EscalationPolicy(id, revision.next(now), good, activeSince)));
  }

  public Change<EscalationPolicy> activate(Instant now) {
    return activeSince != null
        ? Change.none(this)
        : changed(new EscalationPolicy(id, revision.next(now), terms, now));
  }

  public Change<EscalationPolicy> pause(Instant now) {
    return activeSince == null
        ? Change.none(this)
        : changed(new EscalationPolicy(id, revision.next(now), terms, null));
  }

  public Change<EscalationPolicy> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : changed(new EscalationPolicy(id, revision.deleted(now), terms, null));
  }

  private static Change<EscalationPolicy> changed(EscalationPolicy next) {
    return Change.of(next, new EscalationEvent.PolicyChanged(next.id, next.isActive()));
  }

  public boolean isActive() {
    return activeSince != null && !revision.isDeleted();
  }

  public String name() {
    return Objects.requireNonNull(terms.name());
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(EscalationPolicyId id) {
    return new Subject("escalation-policy", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", name());
    facts.put("since", terms.since().name());
    if (!terms.types().isEmpty()) {
      facts.put(
          "types",
          terms.types().stream().map(TaskType::code).sorted().collect(Collectors.joining(", ")));
    }
    if (!terms.priorities().isEmpty()) {
      facts.put(
          "priorities",
          terms.priorities().stream().map(Priority::name).collect(Collectors.joining(", ")));
    }
    if (terms.calendar() != null) {
      facts.put("calendar", terms.calendar().toString());
    }
    int number = 1;
    for (EscalationLevel level : terms.levels()) {
      facts.put(
          "level " + number++,
          level.after()
              + " "
              + level.deed()
              + " "
              + level.to().code()
              + (level.raisePriority() ? ", raising the priority" : ""));
    }
    facts.put("active", Boolean.toString(isActive()));
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }
}

package dev.kith.crm.domain.assignment;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Users of whom one is chosen for each record that comes in.
 *
 * <p>A pool is set up, rewritten whenever members come, go, or are out of office, and thrown away.
 * While it is not active nothing is assigned from it. What was assigned keeps its reason, whatever
 * becomes of the pool. Whose turn it is does not stand in the pool, for it changes with every
 * record: see {@link Turns}.
 */
public record AssignmentPool(AssignmentPoolId id, Revision revision, PoolTerms terms)
    implements Aggregate {

  /** Refused with {@code invalid}. */
  public static Outcome<Change<AssignmentPool>> setUp(
      AssignmentPoolId id, PoolTerms terms, Instant now) {
    return terms.read().map(good -> Change.of(new AssignmentPool(id, Revision.first(now), good)));
  }

  /** It says something else from now on. Refused with {@code invalid}. */
  public Outcome<Change<AssignmentPool>> rewrite(PoolTerms other, Instant now) {
    return other
        .read()
        .map(good ->
            good.equals(terms)
                ? Change.none(this)
                : Change.of(new AssignmentPool(id, revision.next(now), good)));
  }

  public Change<AssignmentPool> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(new AssignmentPool(id, revision.deleted(now), terms));
  }

  public String name() {
    return Objects.requireNonNull(terms.name());
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(AssignmentPoolId id) {
    return new Subject("assignment-pool", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", name());
    facts.put("active", Boolean.toString(terms.active()));
    facts.put("strategy", terms.strategy().name());
    facts.put("stickyOwner", Boolean.toString(terms.stickyOwner()));
    if (terms.territory() != Matching.OFF) {
      facts.put("territory", terms.territory().name());
    }
    if (terms.language() != Matching.OFF) {
      facts.put("language", terms.language().name());
    }
    if (terms.calendar() != null) {
      facts.put("calendar", terms.calendar().toString());
    }
    if (terms.fallback() != null) {
      facts.put("fallback", terms.fallback().toString());
    }
    facts.put(
        "members",
        terms.members().stream().map(member -> member.user().toString()).collect(joining(" ")));
    int number = 1;
    for (PoolMember member : terms.members()) {
      facts.put("member " + number++, text(member));
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  private static String text(PoolMember member) {
    StringBuilder text = new StringBuilder("weight " + member.weight());
    if (member.capacity() != null) {
      text.append(", at most ").append(member.capacity()).append(" a day");
    }
    if (!member.territories().isEmpty()) {
      text.append(", ")
          .append(member.territories().stream().map(Country::code).sorted().collect(joining(" ")));
    }
    if (!member.languages().isEmpty()) {
      text.append(", ")
          .append(member.languages().stream().map(Language::code).sorted().collect(joining(" ")));
    }
    if (member.calendar() != null) {
      text.append(", calendar ").append(member.calendar());
    }
    for (OutOfOffice absence : member.outOfOffice()) {
      text.append(", out of office from ").append(absence.from());
      if (absence.until() != null) {
        text.append(" until ").append(absence.until());
      }
    }
    return text.toString();
  }
}

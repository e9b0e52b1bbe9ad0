package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.relationship.CommitteeView;
import dev.kith.crm.application.relationship.Committees;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.RoleSuggestions.Suggested;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has which role for a record, on its page.
 *
 * @param now who has one, the primary contact first
 * @param before what is over
 * @param suggested roles that people may have by their titles
 * @param committee of an open opportunity, or of any as of a day that was asked for; null otherwise
 * @param asOf that day as it was asked for; empty for now
 * @param asOfProblem why there is no committee of that day; null where there is
 */
public record TargetPeople(
    Target target,
    List<RelationshipView> now,
    List<RelationshipView> before,
    List<Suggested> suggested,
    @Nullable CommitteeView committee,
    String asOf,
    @Nullable String asOfProblem) {

  private static final String AS_OF = "committeeAsOf";

  public TargetPeople {
    now = ImmutableList.copyOf(now);
    before = ImmutableList.copyOf(before);
    suggested = ImmutableList.copyOf(suggested);
  }

  /** Null for somebody who may not see the record. */
  public static @Nullable TargetPeople of(Visit visit, TargetKind kind, UUID id) {
    Target target = new Target(kind, id);
    if (!(visit.crm().contactRoles().queries().ofTarget(target, Question.EVER)
        instanceof Outcome.Done<List<RelationshipView>>(var all))) {
      return null;
    }
    String day = kind == TargetKind.OPPORTUNITY ? visit.query(AS_OF).strip() : "";
    @Nullable Outcome<CommitteeView> committee =
        kind == TargetKind.OPPORTUNITY ? committee(visit, new OpportunityId(id), day) : null;
    return new TargetPeople(
        target,
        all.stream().filter(view -> view.relationship().isLasting()).toList(),
        all.stream().filter(view -> !view.relationship().isLasting()).toList(),
        visit.crm().contactRoles().suggestions().of(target).orElse(List.of()),
        committee instanceof Outcome.Done<CommitteeView>(var found)
                && (found.asOf() != null || found.opportunity().isOpen())
            ? found
            : null,
        day,
        committee instanceof Outcome.Refused<CommitteeView>(var refusal)
            ? refusal.violations().stream().map(Violation::message).findFirst().orElse(null)
            : null);
  }

  private static Outcome<CommitteeView> committee(Visit visit, OpportunityId id, String day) {
    Committees committees = visit.crm().contactRoles().committees();
    return day.isEmpty()
        ? committees.of(id)
        : end(visit, day).then(moment -> committees.of(id, moment));
  }

  /** The last moment of a day, or this one while it lasts. */
  private static Outcome<Instant> end(Visit visit, String day) {
    try {
      Instant end =
          LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
      boolean isToday = day.equals(LocalDate.ofInstant(visit.now(), ZoneOffset.UTC).toString());
      return Outcome.done(isToday ? visit.now() : end);
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(Violation.at(AS_OF, "date-syntax", "A day is written as 2026-03-01.")));
    }
  }
}

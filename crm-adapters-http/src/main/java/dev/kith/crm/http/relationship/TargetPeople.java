package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.relationship.CommitteeView;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.RoleSuggestions.Suggested;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has which role for a record, on its page.
 *
 * @param now who has one, the primary contact first
 * @param before what is over
 * @param suggested roles that people may have by their titles
 * @param committee of an open opportunity; null otherwise
 */
public record TargetPeople(
    Target target,
    List<RelationshipView> now,
    List<RelationshipView> before,
    List<Suggested> suggested,
    @Nullable CommitteeView committee) {

  public TargetPeople {
    now = ImmutableList.copyOf(now);
    before = ImmutableList.copyOf(before);
    suggested = ImmutableList.copyOf(suggested);
  }

  /** Null for somebody who may not see the record. */
  public static @Nullable TargetPeople of(Visit visit, TargetKind kind, UUID id) {
    Target target = new Target(kind, id);
    return visit.crm().contactRoles().queries().ofTarget(target, Question.EVER)
            instanceof Outcome.Done<List<RelationshipView>>(var all)
        ? new TargetPeople(
            target,
            all.stream().filter(view -> view.relationship().isLasting()).toList(),
            all.stream().filter(view -> !view.relationship().isLasting()).toList(),
            visit.crm().contactRoles().suggestions().of(target)
                    instanceof Outcome.Done<List<Suggested>>(var suggested)
                ? suggested
                : List.of(),
            kind == TargetKind.OPPORTUNITY ? committee(visit, new OpportunityId(id)) : null)
        : null;
  }

  private static @Nullable CommitteeView committee(Visit visit, OpportunityId id) {
    return visit.crm().contactRoles().committees().of(id)
                instanceof Outcome.Done<CommitteeView>(var committee)
            && committee.opportunity().isOpen()
        ? committee
        : null;
  }
}

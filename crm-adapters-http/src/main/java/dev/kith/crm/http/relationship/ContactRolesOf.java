package dev.kith.crm.http.relationship;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.relationship.PortalRights;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

/**
 * Which roles a contact has and had, on their page.
 *
 * @param now those that last
 * @param before what is over
 * @param rights what they may do now because of those that last
 */
public record ContactRolesOf(
    List<RelationshipView> now, List<RelationshipView> before, List<PortalRights.Named> rights) {

  public ContactRolesOf {
    now = ImmutableList.copyOf(now);
    before = ImmutableList.copyOf(before);
    rights = ImmutableList.copyOf(rights);
  }

  public static ContactRolesOf of(Visit visit, ContactId contact) {
    List<RelationshipView> all =
        visit.crm().contactRoles().queries().ofContact(contact, Question.EVER).orElse(List.of());
    return new ContactRolesOf(
        all.stream().filter(view -> view.relationship().isLasting()).toList(),
        all.stream().filter(view -> !view.relationship().isLasting()).toList(),
        visit.crm().contactRoles().rights().of(contact, PortalRights.Question.NOW)
                instanceof Outcome.Done<PortalRights.Answer>(var answer)
            ? answer.rights()
            : List.of());
  }

  /** What a role permits, in words; empty if nothing. */
  public String permitted(RelationshipView role) {
    return rights.stream()
        .map(PortalRights.Named::right)
        .filter(right ->
            right.reasons().stream()
                .anyMatch(reason -> reason.relationship().equals(role.relationship().id())))
        .map(right -> right.permission().label())
        .collect(joining(", "));
  }
}

package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
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
 */
public record ContactRolesOf(List<RelationshipView> now, List<RelationshipView> before) {

  public ContactRolesOf {
    now = ImmutableList.copyOf(now);
    before = ImmutableList.copyOf(before);
  }

  public static ContactRolesOf of(Visit visit, ContactId contact) {
    List<RelationshipView> all =
        visit.crm().contactRoles().queries().ofContact(contact, Question.EVER)
                instanceof Outcome.Done<List<RelationshipView>>(var found)
            ? found
            : List.of();
    return new ContactRolesOf(
        all.stream().filter(view -> view.relationship().isLasting()).toList(),
        all.stream().filter(view -> !view.relationship().isLasting()).toList());
  }
}

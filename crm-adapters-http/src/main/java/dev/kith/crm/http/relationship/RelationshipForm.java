package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.http.pages.Problems;
import java.util.List;
import java.util.Map;

/**
 * The form in which a contact gets a role.
 *
 * @param typed by field, as somebody wrote it
 * @param roles that can be taken
 * @param offered names of people at the account
 */
record RelationshipForm(
    Target target,
    String targetName,
    Map<String, String> typed,
    List<ContactRole> roles,
    List<String> offered,
    Problems problems) {

  RelationshipForm {
    typed = Map.copyOf(typed);
    roles = ImmutableList.copyOf(roles);
    offered = ImmutableList.copyOf(offered);
  }

  String typed(String field) {
    return typed.getOrDefault(field, "");
  }

  String action() {
    return "/relationships/new?" + target.kind().code() + "=" + target.id();
  }
}

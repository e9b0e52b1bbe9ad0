package dev.kith.crm.application.relationship;

import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.relationship.Relationships.Member;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Brings everybody who has a role for a target to what was asked for, within one run. */
record WholeCommittee(
    RelationshipService service, RelationshipQueryService queries, Target target) {

  Outcome<List<RelationshipView>> set(
      List<Member> members, Predicate<String> fits, Predicate<Member> isLive) {
    return queries
        .ofTarget(target, Question.NOW)
        .map(views -> views.stream().map(RelationshipView::relationship).toList())
        .then(before -> checked(members, before, fits, isLive).then(good -> done(before, members)))
        .then(done -> queries.ofTarget(target, Question.NOW));
  }

  /** What is there already may stay, whatever became of its role or contact. */
  private static Outcome<Boolean> checked(
      List<Member> members,
      List<Relationship> before,
      Predicate<String> fits,
      Predicate<Member> isLive) {
    Checks checks = new Checks();
    if (members.size() > Relationships.MOST_MEMBERS) {
      checks.add(
          "roles", "too-many", "At most " + Relationships.MOST_MEMBERS + " can be set at once.");
    }
    Set<List<Object>> seen = new HashSet<>();
    boolean primary = false;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      String at = "roles/" + i + "/";
      if (!seen.add(List.of(member.contact(), member.role()))) {
        checks.add(at + "role", "twice", "The contact has this role already in this list.");
      }
      if (of(before, member).isEmpty()) {
        if (!isLive.test(member)) {
          checks.add(at + "contact", "unknown-contact", "There is no such contact to take a role.");
        }
        if (!fits.test(member.role())) {
          checks.add(
              at + "role", "unknown-contact-role", "There is no such role that can be taken here.");
        }
      }
      Integer influence = member.influence();
      if (influence != null && (influence < 0 || influence > RelationshipDraft.MOST_INFLUENCE)) {
        checks.add(
            at + "influence",
            "out-of-range",
            "Influence is 0 to " + RelationshipDraft.MOST_INFLUENCE + ".");
      }
      if (member.primary() && primary) {
        checks.add(at + "primary", "several-primary", "One is the primary contact.");
      }
      primary |= member.primary();
    }
    return checks.orRefuse(() -> true);
  }

  private Outcome<Boolean> done(List<Relationship> before, List<Member> members) {
    Outcome<Boolean> outcome = Outcome.done(true);
    for (Member member : members) {
      outcome =
          outcome
              .then(good ->
                  of(before, member)
                      .map(there ->
                          service.further().weigh(there.id(), member.influence(), member.stance()))
                      .orElseGet(() ->
                          service
                              .further()
                              .begin(
                                  new Begin(
                                      member.contact(),
                                      target,
                                      RelationshipDraft.of(member.role())
                                          .weighing(member.influence(), member.stance()),
                                      false))))
              .then(there ->
                  member.primary()
                      ? service.further().makePrimary(there.id())
                      : Outcome.done(there))
              .map(there -> true);
    }
    for (Relationship there : before) {
      if (members.stream().noneMatch(member -> isOf(there, member))) {
        outcome = outcome.then(good -> service.further().end(there.id(), null)).map(ended -> true);
      }
    }
    return outcome;
  }

  private static Optional<Relationship> of(List<Relationship> before, Member member) {
    return before.stream().filter(there -> isOf(there, member)).findFirst();
  }

  private static boolean isOf(Relationship there, Member member) {
    return there.contact().equals(member.contact()) && there.role().equals(member.role());
  }
}

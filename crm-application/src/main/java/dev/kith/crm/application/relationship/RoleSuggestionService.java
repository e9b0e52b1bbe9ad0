package dev.kith.crm.application.relationship;

import static java.util.Comparator.comparingInt;

import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.DeclinedRoles.Declined;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RoleSuggestionService implements RoleSuggestions {

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;
  private final RelationshipService relationships;
  private final ContactQueries contacts;
  private final OpportunityQueries opportunities;

  RoleSuggestionService(
      Kernel kernel,
      Context context,
      Parties parties,
      RelationshipService relationships,
      ContactQueries contacts,
      OpportunityQueries opportunities) {
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
    this.relationships = relationships;
    this.contacts = contacts;
    this.opportunities = opportunities;
  }

  @Override
  public Outcome<List<Suggested>> of(Target target) {
    return parties.target(target).map(seen -> suggested(target).limit(MOST).toList());
  }

  private Stream<Suggested> suggested(Target target) {
    AccountId account = account(target);
    if (account == null) {
      return Stream.of();
    }
    RoleTerms roles = kernel.storage().contactRoles().current().terms();
    Set<Declined> known = new HashSet<>(kernel.storage().declinedRoles().of(target));
    kernel.storage().relationships().ofTarget(target).stream()
        .filter(Relationship::isLasting)
        .forEach(r -> known.add(new Declined(r.contact(), r.role())));
    return people(account).stream()
        .flatMap(view -> suggested(view, target, roles))
        .filter(one -> !known.contains(new Declined(one.contact(), one.role())))
        .sorted(
            comparingInt(Suggested::confidence)
                .reversed()
                .thenComparing(Suggested::contactName)
                .thenComparing(Suggested::role));
  }

  private static Stream<Suggested> suggested(ContactView view, Target target, RoleTerms roles) {
    String title = view.get(ContactField.TITLE);
    return title == null
        ? Stream.of()
        : roles.suggestedBy(title).stream()
            .filter(s -> roles.find(s.role()).filter(r -> r.fits(target.kind())).isPresent())
            .map(s ->
                new Suggested(
                    view.id(),
                    view.displayName(),
                    title,
                    s.role(),
                    roles.nameOf(s.role()),
                    s.pattern(),
                    s.confidence()));
  }

  private @Nullable AccountId account(Target target) {
    return switch (target.kind()) {
      case ACCOUNT -> new AccountId(target.id());
      case OPPORTUNITY ->
          opportunities.get(new OpportunityId(target.id()))
                  instanceof Outcome.Done<OpportunityView>(var deal)
              ? deal.account()
              : null;
    };
  }

  private List<ContactView> people(AccountId account) {
    ListQuery query =
        ListQuery.all(contacts.fields())
            .where(new Filter.Compare("account", Filter.Op.EQ, List.of((Object) account.value())))
            .limitedTo(ListQuery.LARGEST_LIMIT);
    return contacts.list(query) instanceof Outcome.Done<Page<ContactView>>(var page)
        ? page.items()
        : List.of();
  }

  @Override
  public Outcome<Relationship> accept(Target target, ContactId contact, String role) {
    return once(
        "relationship.accept",
        target,
        contact,
        role,
        Relationship.class,
        suggestion -> given(target, suggestion, RoleSource.INFERRED));
  }

  private Outcome<Relationship> given(Target target, Suggested suggestion, RoleSource source) {
    return relationships
        .further()
        .begin(
            new Begin(
                suggestion.contact(),
                target,
                RelationshipDraft.of(suggestion.role()).known(source, suggestion.confidence()),
                false))
        .map(begun -> {
          told("role-suggestion.accept", target, suggestion);
          return begun;
        });
  }

  /** What became of a suggestion; what there was to tell of it is not kept elsewhere. */
  private void told(String action, Target target, Suggested suggestion) {
    kernel
        .auditing()
        .record(
            context,
            target.suggestions(),
            action,
            FieldChange.between(
                Map.of(),
                Map.of(
                    target.kind().code(),
                    target.id().toString(),
                    "contact",
                    suggestion.contact().toString(),
                    "role",
                    suggestion.role(),
                    "confidence",
                    Integer.toString(suggestion.confidence()))),
            kernel.now());
  }

  @Override
  public Outcome<List<Relationship>> acceptAll(Target target, int atLeast, @Nullable String role) {
    return parties
        .target(target)
        .then(seen ->
            kernel
                .transactions()
                .run(() -> {
                  List<Relationship> given = new ArrayList<>();
                  for (Suggested one :
                      suggested(target)
                          .filter(s -> s.confidence() >= atLeast)
                          .filter(s -> role == null || role.equals(s.role()))
                          .toList()) {
                    switch (given(target, one, RoleSource.RULE)) {
                      case Outcome.Done<Relationship>(var relationship) -> given.add(relationship);
                      case Outcome.Refused<Relationship>(var refusal) -> {
                        return Outcome.refused(refusal);
                      }
                    }
                  }
                  return Outcome.done(List.copyOf(given));
                }));
  }

  @Override
  public Outcome<Suggested> decline(Target target, ContactId contact, String role) {
    return relationships
        .editable(target)
        .then(seen ->
            once(
                "relationship.decline",
                target,
                contact,
                role,
                Suggested.class,
                suggestion -> {
                  told("role-suggestion.decline", target, suggestion);
                  kernel
                      .storage()
                      .declinedRoles()
                      .add(target, new Declined(contact, role), context.actor().id(), kernel.now());
                  return Outcome.done(suggestion);
                }));
  }

  /** What is done with a suggestion, once under a key. */
  private <T> Outcome<T> once(
      String intention,
      Target target,
      ContactId contact,
      String role,
      Class<T> type,
      Function<Suggested, Outcome<T>> work) {
    return kernel
        .idempotency()
        .once(
            context,
            intention,
            target + " " + contact + " " + role,
            type,
            () -> one(target, contact, role).then(work));
  }

  private Outcome<Suggested> one(Target target, ContactId contact, String role) {
    return parties
        .target(target)
        .then(seen ->
            suggested(target)
                .filter(s -> s.contact().equals(contact) && s.role().equals(role))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(
                    () -> Outcome.refused(new NotFound("role suggestion", contact + " " + role))));
  }
}

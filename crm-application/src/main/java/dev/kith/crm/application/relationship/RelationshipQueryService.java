package dev.kith.crm.application.relationship;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Phase;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

final class RelationshipQueryService implements RelationshipQueries {

  private static final Comparator<RelationshipView> ORDER =
      comparing((RelationshipView view) -> !view.relationship().isLasting())
          .thenComparing(view -> !view.phase().primary())
          .thenComparing(
              comparingInt((RelationshipView view) -> view.phase().influence()).reversed())
          .thenComparing(RelationshipView::contactName)
          .thenComparing(RelationshipView::targetName)
          .thenComparing(RelationshipView::roleName)
          .thenComparing(view -> view.relationship().id().toString());

  private final Kernel kernel;
  private final Parties parties;

  RelationshipQueryService(Kernel kernel, Parties parties) {
    this.kernel = kernel;
    this.parties = parties;
  }

  @Override
  public Outcome<RelationshipView> get(RelationshipId id) {
    return Outcome.found(
        kernel.storage().relationships().find(id).stream()
            .flatMap(found -> views(List.of(found), Question.EVER))
            .findFirst(),
        () -> NotFound.of("relationship", id.value()));
  }

  @Override
  public Outcome<List<RelationshipView>> ofTarget(Target target, Question question) {
    return parties
        .target(target)
        .then(seen -> answer(question, () -> kernel.storage().relationships().ofTarget(target)));
  }

  @Override
  public Outcome<List<RelationshipView>> ofContact(ContactId contact, Question question) {
    return parties.contact(contact).isPresent()
        ? answer(question, () -> kernel.storage().relationships().ofContact(contact))
        : Outcome.refused(NotFound.of("contact", contact.value()));
  }

  private Outcome<List<RelationshipView>> answer(
      Question question, Supplier<List<Relationship>> found) {
    Instant asOf = question.asOf();
    return asOf != null && asOf.isAfter(kernel.now())
        ? Outcome.refused(
            Invalid.of(
                Violation.at("asOf", "in-the-future", "Nobody knows how things will stand then.")))
        : Outcome.done(views(found.get(), question).sorted(ORDER).toList());
  }

  private Stream<RelationshipView> views(List<Relationship> found, Question question) {
    Map<UUID, Named> contacts = parties.contacts(found);
    Map<Target, Named> targets = parties.targets(found);
    RoleTerms roles = kernel.storage().contactRoles().current().terms();
    Instant at = Objects.requireNonNullElseGet(question.asOf(), kernel::now);
    return found.stream()
        .filter(r -> contacts.containsKey(r.contact().value()) && targets.containsKey(r.target()))
        .flatMap(r -> {
          Named contact = Objects.requireNonNull(contacts.get(r.contact().value()));
          Named target = Objects.requireNonNull(targets.get(r.target()));
          return phase(r, at, question.ended())
              .map(phase ->
                  new RelationshipView(
                      r,
                      contact.name(),
                      contact.live(),
                      target.name(),
                      roles.nameOf(r.role()),
                      phase))
              .stream();
        });
  }

  private static Optional<Phase> phase(Relationship relationship, Instant at, boolean ended) {
    return relationship
        .at(at)
        .or(() ->
            ended && !relationship.validFrom().isAfter(at)
                ? Optional.of(relationship.phase())
                : Optional.empty());
  }
}

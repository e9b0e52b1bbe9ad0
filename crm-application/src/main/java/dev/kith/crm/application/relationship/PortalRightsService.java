package dev.kith.crm.application.relationship;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.PortalRight;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

final class PortalRightsService implements PortalRights {

  private static final Comparator<Named> ORDER =
      comparing(Named::targetName)
          .thenComparing(named -> named.right().target().toString())
          .thenComparing(named -> named.right().permission());

  private final Kernel kernel;
  private final Parties parties;

  PortalRightsService(Kernel kernel, Parties parties) {
    this.kernel = kernel;
    this.parties = parties;
  }

  @Override
  public Outcome<Answer> of(ContactId contact, Question question) {
    return parties
        .contact(contact)
        .<Outcome<RelatedRecords.Named>>map(Outcome::done)
        .orElseGet(() -> Outcome.refused(NotFound.of("contact", contact.value())))
        .then(seen -> {
          Target target = question.target();
          return target == null ? Outcome.done(seen) : parties.target(target).map(alsoSeen -> seen);
        })
        .map(seen -> {
          Instant at = Objects.requireNonNullElseGet(question.at(), kernel::now);
          return new Answer(contact, at, seen.live() ? rights(contact, question, at) : List.of());
        });
  }

  private List<Named> rights(ContactId contact, Question question, Instant at) {
    List<Relationship> roles =
        kernel.storage().relationships().ofContact(contact).stream()
            .filter(role -> question.target() == null || question.target().equals(role.target()))
            .toList();
    Map<Target, RelatedRecords.Named> targets = parties.targets(roles);
    RoleTerms catalogue = kernel.storage().contactRoles().current().terms();
    return PortalRight.of(roles, catalogue, at).stream()
        .filter(
            right -> question.permission() == null || question.permission() == right.permission())
        .flatMap(right -> {
          RelatedRecords.Named target = targets.get(right.target());
          return target == null || !target.live()
              ? Stream.<Named>empty()
              : Stream.of(named(right, target, catalogue));
        })
        .sorted(ORDER)
        .toList();
  }

  private static Named named(PortalRight right, RelatedRecords.Named target, RoleTerms catalogue) {
    return new Named(
        right,
        target.name(),
        right.reasons().stream()
            .map(reason -> new NamedReason(reason, catalogue.nameOf(reason.role())))
            .toList());
  }
}

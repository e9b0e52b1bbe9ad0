package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who and what relationships are between, as far as the actor sees them. */
record Parties(RelatedRecords contacts, List<TargetRecords> targets, Context context) {

  Optional<Named> contact(ContactId id) {
    return contacts.named(List.of(id.value()), context).stream().findFirst();
  }

  Map<UUID, Named> contacts(Collection<Relationship> all) {
    return contacts.byId(all.stream().map(r -> r.contact().value()).distinct().toList(), context);
  }

  /** Refused with {@code not-found}. */
  Outcome<Named> target(Target target) {
    return Outcome.found(
        records(target.kind()).records().named(List.of(target.id()), context).stream().findFirst(),
        () -> NotFound.of(target.kind().code(), target.id()));
  }

  Map<Target, Named> targets(Collection<Relationship> all) {
    Map<Target, Named> found = new HashMap<>();
    for (TargetRecords records : targets) {
      List<UUID> ids =
          all.stream()
              .map(Relationship::target)
              .filter(target -> target.kind() == records.kind())
              .map(Target::id)
              .distinct()
              .toList();
      records
          .records()
          .byId(ids, context)
          .forEach((id, named) -> found.put(new Target(records.kind(), id), named));
    }
    return found;
  }

  TargetRecords records(TargetKind kind) {
    return targets.stream()
        .filter(records -> records.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody keeps any " + kind.code()));
  }
}

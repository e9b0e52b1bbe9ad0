package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What somebody says of pairs that look alike. */
final class TellingApart {

  private static final Permission EDIT = new Permission(Feature.DUPLICATE, Action.EDIT);

  private final Kernel kernel;
  private final Context context;
  private final DistinctPairs pairs;

  TellingApart(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.pairs = kernel.storage().distinctPairs();
  }

  Outcome<DistinctPair> tellApart(MergeKind kind, UUID one, UUID other) {
    String name = kind.code();
    if (one.equals(other)) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(name + "s", "same-" + name, "Nothing can be told apart from itself.")));
    }
    return changing(
        "duplicate.tell-apart",
        List.of(one, other),
        () -> seen(kind, one).then(a -> seen(kind, other)).map(b -> added(kind, one, other)));
  }

  private DistinctPair added(MergeKind kind, UUID one, UUID other) {
    DistinctPair pair =
        DistinctPair.of(
            new DistinctPairId(kernel.ids().next()),
            kind,
            one,
            other,
            context.actor().id(),
            context.actor().name(),
            kernel.now());
    DistinctPair kept = pairs.add(pair);
    if (kept.equals(pair)) {
      record("duplicate.tell-apart", pair, FieldChange.between(Map.of(), pair.facts()));
    }
    return kept;
  }

  Outcome<DistinctPair> takeBack(DistinctPairId id) {
    return changing(
        "duplicate.take-back",
        id,
        () ->
            pairs
                .find(id)
                .filter(this::isSeen)
                .map(pair -> {
                  pairs.remove(id);
                  record("duplicate.take-back", pair, FieldChange.between(pair.facts(), Map.of()));
                  return Outcome.done(pair);
                })
                .orElseGet(() -> Outcome.refused(NotFound.of("distinct pair", id.value()))));
  }

  List<DistinctPair> of(UUID record) {
    return pairs.of(List.of(record)).stream().filter(this::isSeen).toList();
  }

  private Outcome<DistinctPair> changing(
      String intention, Object command, Supplier<Outcome<DistinctPair>> work) {
    return Permits.require(
        context.actor(),
        EDIT,
        () -> kernel.idempotency().once(context, intention, command, DistinctPair.class, work));
  }

  private void record(String action, DistinctPair pair, List<FieldChange> changes) {
    kernel.auditing().record(context, pair.subject(), action, changes, kernel.now());
  }

  private boolean isSeen(DistinctPair pair) {
    return seen(pair.kind(), pair.first()).then(first -> seen(pair.kind(), pair.second()))
        instanceof Outcome.Done<UUID>;
  }

  Outcome<UUID> seen(MergeKind kind, UUID id) {
    return switch (kind) {
      case LEAD ->
          new LeadReach(kernel.storage().leads(), context.actor())
              .find(new LeadId(id), Action.VIEW)
              .map(lead -> id);
      case ACCOUNT ->
          kernel
              .storage()
              .accounts()
              .find(new AccountId(id))
              .map(account -> seen(Feature.ACCOUNT, account.subject(), account.owner()))
              .orElseGet(() -> Outcome.refused(NotFound.of(kind.code(), id)));
      case CONTACT ->
          kernel
              .storage()
              .people()
              .find(new ContactId(id))
              .map(contact -> seen(Feature.CONTACT, contact.subject(), contact.owner()))
              .orElseGet(() -> Outcome.refused(NotFound.of(kind.code(), id)));
    };
  }

  private Outcome<UUID> seen(Feature feature, Subject subject, @Nullable UserId owner) {
    return Permits.requireOn(
        context.actor(), feature, Action.VIEW, subject, owner, () -> Outcome.done(subject.id()));
  }
}

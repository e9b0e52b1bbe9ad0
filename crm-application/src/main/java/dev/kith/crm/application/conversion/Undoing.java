package dev.kith.crm.application.conversion;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Blocker;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionRefusal.AlreadyUndone;
import dev.kith.crm.domain.conversion.ConversionRefusal.UndoBlocked;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a conversion back, within a run. */
final class Undoing {

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;

  Undoing(Kernel kernel, Context context, Parties parties) {
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
  }

  Outcome<Change<Conversion>> of(Conversion conversion) {
    store().hold(conversion.lead());
    if (conversion.isUndone() || store().find(conversion.id()).orElseThrow().isUndone()) {
      return Outcome.refused(new AlreadyUndone(conversion.id().value()));
    }
    List<Blocker> blockers = new Blockers(kernel, context, conversion).find();
    if (!blockers.isEmpty()) {
      return Outcome.refused(new UndoBlocked(blockers));
    }
    Instant now = kernel.now();
    Subject lead = Lead.subjectOf(conversion.lead());
    kernel
        .storage()
        .tasks()
        .moveBack(conversion.tasks().stream().map(TaskId::new).toList(), heir(conversion), lead);
    return binned(conversion.opportunity(), this::deleteOpportunity)
        .then(gone -> binned(conversion.contact(), this::deleteContact))
        .then(gone -> binned(conversion.account(), this::deleteAccount))
        .then(gone -> ConversionService.lead(kernel, context, conversion.lead()))
        .then(converted ->
            parties
                .leads()
                .changes(context.further().expecting(converted.revision().version()))
                .change(
                    converted.id(),
                    Action.EDIT,
                    "lead.undo-conversion",
                    "",
                    found ->
                        found.unconvert(
                            conversion.parts().becoming(conversion.id()),
                            conversion.qualifiedSince(),
                            now)))
        .then(restored -> conversion.undo(context.actor().id(), context.actor().name(), now));
  }

  /** Where its tasks are by now: with what the heir was merged into, if it was. */
  private Subject heir(Conversion conversion) {
    Subject heir = conversion.heir();
    if (heir.type().equals(Target.ACCOUNT.code())) {
      AccountStore accounts = kernel.storage().accounts();
      return Account.subjectOf(
          MergedRecords.last(
              new AccountId(heir.id()), id -> accounts.find(id).map(Account::mergedInto)));
    }
    if (heir.type().equals(Target.CONTACT.code())) {
      ContactStore people = kernel.storage().people();
      return Contact.subjectOf(
          MergedRecords.last(
              new ContactId(heir.id()), id -> people.find(id).map(Contact::mergedInto)));
    }
    return heir;
  }

  /** What was created goes into the bin; what was there before stays. */
  private static Outcome<Boolean> binned(
      @Nullable Part part, Function<UUID, ? extends Outcome<?>> delete) {
    return part == null || !part.isCreated()
        ? Outcome.done(false)
        : delete.apply(part.id()).map(gone -> true);
  }

  private Outcome<?> deleteOpportunity(UUID id) {
    return parties.opportunities().opportunities(context.further()).delete(new OpportunityId(id));
  }

  private Outcome<?> deleteContact(UUID id) {
    return parties.people().people(context.further()).delete(new ContactId(id));
  }

  private Outcome<?> deleteAccount(UUID id) {
    return parties.accounts().accounts(context.further()).delete(new AccountId(id));
  }

  private ConversionStore store() {
    return kernel.storage().conversions();
  }
}

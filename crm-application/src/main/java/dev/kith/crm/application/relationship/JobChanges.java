package dev.kith.crm.application.relationship;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Ascii;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.application.task.TaskFeature;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactEvent;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import java.util.List;
import java.util.function.Function;

/**
 * What follows when somebody changes jobs: their roles at the account where they were, and in its
 * opportunities, end at that moment, and whoever has the account gets a task to find out who comes
 * after them.
 */
record JobChanges(Kernel kernel, Function<Context, Parties> parties, TaskFeature tasks) {

  private static final String ORIGIN = "job-change/";

  void follow(EventEnvelope envelope) {
    if (envelope.event() instanceof ContactEvent.Moved(var contact, var from, var to)
        && from != null) {
      Context context =
          Context.of(Actor.SYSTEM).causedBy("event/" + envelope.id()).after(envelope.next());
      follow(envelope, context, contact, new Target(TargetKind.ACCOUNT, from.value()));
    }
  }

  private void follow(EventEnvelope envelope, Context context, ContactId contact, Target account) {
    Parties seen = parties.apply(context);
    List<Relationship> ended =
        kernel.storage().relationships().ofContact(contact).stream()
            .filter(Relationship::isLasting)
            // What was taken on since then has nothing to do with it.
            .filter(r -> !r.validFrom().isAfter(envelope.at()))
            .filter(r -> isAt(r.target(), account))
            .filter(r -> isLive(seen, r.target()))
            .toList();
    Relationships relationships = new RelationshipService(kernel, context, seen);
    ended.forEach(r -> relationships.end(r.id(), envelope.at()).orElseThrow());
    if (!ended.isEmpty() && isLive(seen, account)) {
      tasks
          .tasks(context)
          .create(
              new Tasks.Create(
                  task(seen, contact, account, ended),
                  seen.records(TargetKind.ACCOUNT).owner().apply(account.id()),
                  ORIGIN + envelope.id()))
          .orElseThrow();
    }
  }

  private TaskDraft task(
      Parties seen, ContactId contact, Target account, List<Relationship> ended) {
    String name = seen.contact(contact).map(Named::name).orElse("somebody");
    var roles = kernel.storage().contactRoles().current().terms();
    var targets = seen.targets(ended);
    return TaskDraft.of(
            Ascii.truncate("Find out who follows " + name, TaskDraft.LONGEST_SUBJECT, "…"))
        .type(TaskType.FOLLOW_UP)
        .about(account.subject())
        .notes(
            Ascii.truncate(
                name
                    + " has changed jobs, and was:\n"
                    + ended.stream()
                        .map(r -> {
                          Named target = targets.get(r.target());
                          return roles.nameOf(r.role())
                              + (r.target().kind() == TargetKind.ACCOUNT ? " for " : " in ")
                              + (target == null ? r.target() : target.name());
                        })
                        .collect(joining("\n")),
                TaskDraft.LONGEST_NOTES,
                "…"));
  }

  private boolean isAt(Target target, Target account) {
    return switch (target.kind()) {
      case ACCOUNT -> target.equals(account);
      case OPPORTUNITY ->
          kernel
              .storage()
              .opportunities()
              .find(new OpportunityId(target.id()))
              .map(deal -> new AccountId(account.id()).equals(deal.content().account()))
              .orElse(false);
    };
  }

  private static boolean isLive(Parties seen, Target target) {
    return seen.target(target) instanceof Outcome.Done<Named>(var named) && named.live();
  }
}

package dev.kith.crm.application.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Blocker;
import dev.kith.crm.domain.conversion.Blocker.Code;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on the records that a conversion created, and did not come with the lead. All of it is
 * found, whoever may see it; only what the actor sees is named by its id.
 */
final class Blockers {

  /** So many of one kind are named. */
  private static final int NAMED = 20;

  private static final Visibility ALL = new Visibility.All();

  private final Kernel kernel;
  private final Context context;
  private final Conversion conversion;
  private final ImmutableList.Builder<Blocker> found = ImmutableList.builder();

  Blockers(Kernel kernel, Context context, Conversion conversion) {
    this.kernel = kernel;
    this.context = context;
    this.conversion = conversion;
  }

  List<Blocker> find() {
    for (Target target : Target.values()) {
      Part part = conversion.part(target);
      if (part != null && part.isCreated()) {
        others(part.id());
        tasks(part.id());
        if (target == Target.ACCOUNT) {
          atAccount(part.id());
          accountsWithin(part.id());
          accountAround(new AccountId(part.id()));
        }
        if (target == Target.CONTACT) {
          contactsWithin(part.id());
          contactAround(new ContactId(part.id()));
        }
        if (target == Target.OPPORTUNITY) {
          decided(part.id());
        }
      }
    }
    return found.build();
  }

  private void others(UUID record) {
    kernel.storage().conversions().list(Which.into(record), ALL, null, NAMED).stream()
        .filter(other -> !other.id().equals(conversion.id()) && !other.isUndone())
        .forEach(other ->
            add(
                Code.OTHER_CONVERSION,
                "conversion",
                Feature.LEAD,
                other.owner(),
                other.id().value()));
  }

  private void tasks(UUID record) {
    Set<UUID> own = new HashSet<>(conversion.tasks());
    kernel
        .storage()
        .taskReads()
        .page(
            ListQuery.all(TaskFields.CATALOGUE)
                .where(is("relatedId", record))
                .limitedTo(ListQuery.LARGEST_LIMIT),
            ALL)
        .items()
        .stream()
        .filter(task -> !own.contains(task.id().value()))
        .limit(NAMED)
        .forEach(this::add);
  }

  private void add(TaskView task) {
    add(Code.TASK, "task", Feature.TASK, task.owner(), task.id().value());
  }

  private void atAccount(UUID account) {
    kernel
        .storage()
        .contactReads()
        .page(
            ListQuery.all(ContactFields.CATALOGUE).where(is("account", account)).limitedTo(NAMED),
            ALL,
            ALL)
        .items()
        .stream()
        .filter(contact -> !isPart(conversion.contact(), contact.id().value()))
        .forEach(this::add);
    kernel
        .storage()
        .opportunityReads()
        .page(
            ListQuery.all(OpportunityFields.CATALOGUE)
                .where(is("account", account))
                .limitedTo(NAMED),
            ALL)
        .items()
        .stream()
        .filter(opportunity -> !isPart(conversion.opportunity(), opportunity.id().value()))
        .forEach(this::add);
    for (Account child : kernel.storage().accounts().children(new AccountId(account), NAMED)) {
      add(Code.OTHER_ACCOUNT, "account", Feature.ACCOUNT, child.owner(), child.id().value());
    }
  }

  /** What was merged into it would be gone with it. */
  private void accountsWithin(UUID account) {
    AccountStore accounts = kernel.storage().accounts();
    accounts.findAll(accounts.mergedInto(List.of(new AccountId(account)))).stream()
        .limit(NAMED)
        .forEach(
            each -> add(Code.MERGED, "account", Feature.ACCOUNT, each.owner(), each.id().value()));
  }

  private void contactsWithin(UUID contact) {
    ContactStore people = kernel.storage().people();
    people.findAll(people.mergedInto(List.of(new ContactId(contact)))).stream()
        .limit(NAMED)
        .forEach(
            each -> add(Code.MERGED, "contact", Feature.CONTACT, each.owner(), each.id().value()));
  }

  /** What became part of another cannot go into the bin by itself. */
  private void accountAround(AccountId account) {
    AccountStore accounts = kernel.storage().accounts();
    AccountId standing =
        MergedRecords.last(account, id -> accounts.find(id).map(Account::mergedInto));
    accounts
        .find(standing)
        .filter(winner -> !winner.id().equals(account))
        .ifPresent(winner ->
            add(Code.MERGED, "account", Feature.ACCOUNT, winner.owner(), winner.id().value()));
  }

  private void contactAround(ContactId contact) {
    ContactStore people = kernel.storage().people();
    ContactId standing =
        MergedRecords.last(contact, id -> people.find(id).map(Contact::mergedInto));
    people
        .find(standing)
        .filter(winner -> !winner.id().equals(contact))
        .ifPresent(winner ->
            add(Code.MERGED, "contact", Feature.CONTACT, winner.owner(), winner.id().value()));
  }

  private void add(ContactView contact) {
    add(Code.OTHER_CONTACT, "contact", Feature.CONTACT, contact.owner(), contact.id().value());
  }

  private void add(OpportunityView opportunity) {
    add(
        Code.OTHER_OPPORTUNITY,
        "opportunity",
        Feature.OPPORTUNITY,
        opportunity.owner(),
        opportunity.id().value());
  }

  private void decided(UUID opportunity) {
    kernel.storage().opportunities().find(new OpportunityId(opportunity)).stream()
        .filter(found -> !(found.status() instanceof OpportunityStatus.Open))
        .forEach(closed ->
            add(Code.DECIDED, "opportunity", Feature.OPPORTUNITY, closed.owner(), opportunity));
  }

  private void add(Code code, String type, Feature feature, @Nullable UserId owner, UUID id) {
    boolean seen =
        Visibility.of(context.actor(), new Permission(feature, Action.VIEW)).reaches(owner);
    found.add(new Blocker(code, type, seen ? id : null));
  }

  private static boolean isPart(@Nullable Part part, UUID id) {
    return part != null && part.id().equals(id);
  }

  private static Filter is(String field, UUID id) {
    return new Filter.Compare(field, Filter.Op.EQ, List.of(id));
  }
}

package dev.kith.crm.application.contact;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires contacts. */
public final class PeopleFeature {

  private final Kernel kernel;
  private final PhoneReader phones;
  private final Owners owners;
  private final RelatedRecords accounts;
  private final Supplier<PoolAssigning> pools;

  /**
   * @param accounts where people work
   * @param pools from which contacts are assigned
   */
  public PeopleFeature(
      Kernel kernel,
      PhoneReader phones,
      Owners owners,
      RelatedRecords accounts,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.phones = phones;
    this.owners = owners;
    this.accounts = accounts;
  }

  public People people(Context context) {
    return new PeopleService(
        kernel, context, phones, owners, accounts, kernel.storage().people(), pools);
  }

  /**
   * For rows that are brought in together.
   *
   * @param theirs with which the rows of one transaction work
   * @param store from which they are written together
   * @param known who can own, as it was looked up for them
   * @param employers where people can work, as it was looked up for them
   */
  public People together(
      Kernel theirs, Context context, ContactStore store, Owners known, RelatedRecords employers) {
    return new PeopleService(theirs, context, phones, known, employers, store, pools);
  }

  public ContactQueries queries(Context context) {
    return new ContactQueryService(kernel, context, accounts);
  }

  /** Contacts as the actor may see them, by id; in any order. */
  public Function<Collection<ContactId>, List<ContactView>> views(Context context) {
    return ids -> new ContactQueryService(kernel, context, accounts).found(ids);
  }

  /** Takes lists out as files. */
  public ListExport export(Context context) {
    return new ContactQueryService(kernel, context, accounts).export();
  }

  /**
   * @param ofCompany whose an account is: how many of its records each user has
   */
  public AssignableRecords assignable(Function<@Nullable AccountId, Map<UserId, Long>> ofCompany) {
    return new ContactsToAssign(kernel, this, ofCompany);
  }

  /** Contacts, as other records are about them. */
  public RelatedRecords related() {
    return new ContactsAsRelated(kernel, accounts);
  }

  /** The versions of all contacts, against which their audit trail is held. */
  public VersionedRecords versions() {
    return new VersionedContacts(kernel.storage().people());
  }

  /**
   * The way in which every command changes a contact, for features that have intentions of their
   * own with contacts: the same permissions, versions, audit entries and events.
   */
  public Changes<ContactId, Contact> changes(Context context) {
    return new Changes<>(PeopleService.KIND, kernel.storage().people(), kernel, context);
  }

  /** The outcome of such a command, which names no contact that the actor may not see. */
  public <T> Outcome<T> discreet(Context context, Outcome<T> outcome) {
    return new Discretion(
            kernel.storage().people(), Visibility.of(context.actor(), ContactQueryService.VIEW))
        .about(outcome);
  }

  /** The people at accounts. */
  public Followers followers() {
    return new Colleagues(kernel);
  }
}

package dev.kith.crm.application.contact;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads contacts straight from where they are kept; what cannot be seen does not exist here. Views
 * do not say how accounts are called: who reads them fills that in.
 */
public interface ContactReads {

  Optional<ContactView> find(ContactId id, Visibility visible);

  /** Those of these contacts that are visible, in any order. */
  List<ContactView> findAll(Collection<ContactId> ids, Visibility visible);

  /**
   * A page of contacts. The search matches a contact if each of its fragments (separated by blanks)
   * is found, without regard to case, in its name, in one of its e-mail addresses or telephone
   * numbers, or in the name or a domain of its account.
   *
   * @param accounts of which accounts the search may tell
   */
  Page<ContactView> page(ListQuery query, Visibility visible, Visibility accounts);

  /** Each contact that {@link #page} would find, in its order, whatever its limit; streamed. */
  void each(
      ListQuery query, Visibility visible, Visibility accounts, Consumer<ContactView> consumer);

  /** How many live contacts each of these users has; those with none are missing. */
  Map<UserId, Long> countOf(Collection<UserId> owners);
}

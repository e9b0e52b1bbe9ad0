package dev.kith.crm.application.lead;

import com.google.common.collect.Sets;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads leads straight from where they are kept; what cannot be seen does not exist here. */
public interface LeadReads {

  /** In these nobody works on a lead, or not for now. */
  Set<LeadStatus.Name> DONE_WITH =
      Sets.immutableEnumSet(
          LeadStatus.Name.CONVERTED, LeadStatus.Name.DISQUALIFIED, LeadStatus.Name.RECYCLED);

  Optional<LeadView> find(LeadId id, Visibility visible);

  /** Those of these leads that are visible, in any order. */
  List<LeadView> findAll(Collection<LeadId> ids, Visibility visible);

  /**
   * A page of leads. The search matches a lead if each of its fragments (separated by blanks) is
   * found, without regard to case, in the lead's name, company, e-mail address or telephone number;
   * of a fragment made of digits and the usual separators only the digits count for the number, and
   * a leading zero may stand for the country code.
   */
  Page<LeadView> page(ListQuery query, Visibility visible);

  /** Every lead of the query in its order, without limit, streamed; sees one state of the data. */
  void each(ListQuery query, Visibility visible, Consumer<LeadView> consumer);

  /**
   * The tags of live leads, those that most leads have first, then by their keys; each as most
   * leads write it.
   *
   * @param prefix what their keys begin with; empty for all
   */
  List<LeadQueries.TagInUse> tags(Visibility visible, String prefix, int limit);

  /**
   * The names that custom fields have been given, in the order of their keys; each as it was
   * written first.
   *
   * @param prefix what their keys begin with; empty for all
   */
  List<String> customFieldNames(String prefix, int limit);

  /**
   * How many live leads each of these users has that are neither converted, disqualified nor
   * recycled; those with none are missing.
   */
  Map<UserId, Long> openOf(Collection<UserId> owners);

  /**
   * How many live leads of a company, whatever their state, each user has; those of nobody are left
   * out.
   *
   * @param company in whatever case
   * @param except a lead that does not count
   */
  Map<UserId, Long> ownersOfCompany(String company, LeadId except);

  /**
   * @param since leads created from this moment on count as created lately
   */
  LeadQueries.Figures figures(Visibility visible, Instant since);
}

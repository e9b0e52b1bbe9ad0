package dev.kith.crm.application.lead;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of leads. List, single read, search, count and export show the same leads: those
 * that the actor reaches with {@code lead:view}.
 */
public interface LeadQueries {

  /** The fields that the actor may see; queries are checked against these. */
  FieldCatalogue<LeadView> fields();

  /**
   * Deleted leads are found too: {@link LeadView#revision()} tells; so are those that were merged
   * into another, see {@link #standsFor}. Refused with {@code not-found}.
   */
  Outcome<LeadView> get(LeadId id);

  /**
   * The lead that stands for this one: the one into which it was merged, through any number of
   * merges; itself if it was not.
   */
  LeadId standsFor(LeadView lead);

  /**
   * A lead that one of the actor's own commands has answered, as this actor may see it: also where
   * the command has taken it out of the actor's reach.
   */
  LeadView shown(Lead lead);

  /**
   * Refused with {@code forbidden}, or {@code invalid} for a field that is hidden from the actor.
   */
  Outcome<Page<LeadView>> list(ListQuery query);

  /** Whether {@link #export} would be refused; nothing is exported, and nothing recorded. */
  Outcome<ListQuery> exportable(ListQuery query);

  /**
   * Everything that the query finds, in its order, whatever its limit; streamed to the consumer.
   * Needs {@code lead:export} as well; what the actor may see but not export is left out.
   *
   * @return how many there were
   */
  Outcome<Long> export(ListQuery query, Consumer<LeadView> each);

  /**
   * Everything that happened to the lead, and to those that were merged into it, newest first.
   *
   * @param beforeEntry where the page before ended: its last entry; null for the newest
   */
  Outcome<List<AuditEntry>> timeline(LeadId id, @Nullable UUID beforeEntry, int limit);

  /**
   * The tags of the leads that the actor sees, the most used first. Refused with {@code forbidden},
   * or {@code invalid} where tags are hidden from the actor.
   *
   * @param prefix what they begin with, without regard to case; empty for all
   * @param limit at most {@value #MOST_TAGS}
   */
  Outcome<List<TagInUse>> tags(String prefix, int limit);

  int MOST_TAGS = 200;

  /**
   * @param leads how many live leads have it
   */
  record TagInUse(String tag, long leads) {}

  /**
   * The names that custom fields of leads have been given, by their letters; some may stay when no
   * lead has such a field any more. Refused with {@code forbidden}, or {@code invalid} where custom
   * fields are hidden from the actor.
   *
   * @param prefix what they begin with, without regard to case; empty for all
   * @param limit at most {@value #MOST_CUSTOM_FIELDS}
   */
  Outcome<List<String>> customFieldNames(String prefix, int limit);

  int MOST_CUSTOM_FIELDS = 500;

  /** Figures of the leads that the actor sees. */
  Outcome<Figures> figures();

  /**
   * @param total live leads
   * @param byStatus every status, zero included
   * @param createdLast7Days captured within the seven times 24 hours before now
   */
  record Figures(
      long total, Map<LeadStatus.Name, Long> byStatus, long createdLast7Days, long unowned) {}
}

package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of opportunities. List, single read, search, count and board show the same
 * opportunities: those that the actor reaches with {@code opportunity:view}.
 */
public interface OpportunityQueries {

  /** The order of the cards of a column, to which the cursors of columns belong. */
  List<SortKey> ORDER_OF_CARDS = List.of(OpportunityFields.BY_RANK);

  /** The fields that the actor may see; queries are checked against these. */
  FieldCatalogue<OpportunityView> fields();

  /**
   * Deleted opportunities are found too: {@link OpportunityView#revision()} tells. Refused with
   * {@code not-found}.
   */
  Outcome<OpportunityView> get(OpportunityId id);

  /** An opportunity that one of the actor's own commands has answered, as this actor may see it. */
  OpportunityView shown(Opportunity opportunity);

  /**
   * Refused with {@code forbidden}, or {@code invalid} for a field that is hidden from the actor.
   */
  Outcome<Page<OpportunityView>> list(ListQuery query);

  /** In which stages the opportunity was, from the beginning. Refused with {@code not-found}. */
  Outcome<List<StageStay>> stays(OpportunityId id);

  /**
   * Where it can go from here: from a decision, where it can be reopened to. Refused with {@code
   * not-found}.
   */
  Outcome<List<Transition>> transitions(OpportunityId id);

  /**
   * Whether the actor can take the last move of the opportunity back at this moment. Refused with
   * {@code not-found}.
   */
  Outcome<Boolean> canUndoMove(OpportunityId id);

  /**
   * Everything that happened to the opportunity, newest first.
   *
   * @param beforeEntry where the page before ended: its last entry; null for the newest
   */
  Outcome<List<AuditEntry>> timeline(OpportunityId id, @Nullable UUID beforeEntry, int limit);

  /**
   * The same query, only for what belongs to the active members of a team. Refused with {@code
   * invalid} where there is no such team.
   */
  Outcome<ListQuery> ofTeam(ListQuery query, TeamId team);

  /**
   * A pipeline with what is in it, stage by stage. Totals are of the same opportunities that the
   * cards are of. Refused with {@code forbidden}, {@code not-found}, and with {@code invalid} for a
   * stage that there is not, or a field that is hidden from the actor.
   *
   * @param query which opportunities, by filter and search, and how many cards of each column;
   *     where it names a cursor, cards of the one stage behind it
   * @param stages keys of those that are wanted; empty for all
   */
  Outcome<Board> board(PipelineId pipeline, ListQuery query, Set<String> stages);

  /** What pipelines were like. */
  PipelinePast past();

  /**
   * Tells from now on in which columns of a pipeline something changes, until it is closed. Refused
   * with {@code forbidden}, {@code not-found}, and {@code too-many-watches}.
   *
   * @param after the {@linkplain Board#position() position} of the board that has been read, or of
   *     the change that was told last: what came since is told too; null for nothing before now
   */
  Outcome<BoardWatch> watch(PipelineId pipeline, @Nullable Long after);
}

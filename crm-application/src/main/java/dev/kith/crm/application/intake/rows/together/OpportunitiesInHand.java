package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities as rows leave them, and where they stand in the columns of stages: those that come
 * stand at the top. What is neither added nor moved stands where it does.
 */
public final class OpportunitiesInHand extends StoreInHand<OpportunityId, Opportunity>
    implements OpportunityStore {

  private record Column(PipelineId pipeline, String stage) {}

  private final OpportunityStore store;

  private record Place(Column column, Rank rank) {}

  /** What has come to a column, and stands there. */
  private final Map<Column, NavigableSet<Rank>> arrived = new HashMap<>();

  private final Map<OpportunityId, Place> places = new HashMap<>();
  private final Map<Column, Optional<Rank>> tops = new HashMap<>();
  private final Map<Column, Long> counts = new HashMap<>();
  private final Map<OpportunityId, Rank> ranks = new HashMap<>();
  private final Map<OpportunityId, Rank> storedRanks = new HashMap<>();
  private final Map<OpportunityId, LastMove> moves = new LinkedHashMap<>();

  public OpportunitiesInHand(RowsInOneGo rows, OpportunityStore store) {
    super(rows, OpportunityId::new);
    this.store = store;
  }

  /** Reads where those that were read stand, since they may be moved. */
  public void meetRanks() {
    storedRanks.putAll(store.ranksOf(known()));
  }

  @Override
  Map<String, Function<UUID, Refusal>> unique(Opportunity opportunity) {
    ExternalId id = opportunity.content().externalId();
    return id == null || opportunity.revision().isDeleted()
        ? Map.of()
        : Map.of("external " + id.key(), holder -> new ExternalIdTaken(id.toString(), holder));
  }

  @Override
  List<Opportunity> readHolders(Set<String> keys) {
    return store.holding(of("external", keys));
  }

  @Override
  Optional<Opportunity> read(OpportunityId wanted) {
    return store.find(wanted);
  }

  @Override
  List<Opportunity> readAll(Collection<OpportunityId> wanted) {
    return store.findAll(wanted);
  }

  @Override
  void isBorn(Opportunity opportunity) {
    PipelineId pipeline = opportunity.pipeline();
    Rank top = below(pipeline, opportunity.stage(), null, opportunity.id()).orElse(null);
    rank(opportunity.id(), Rank.between(null, top, opportunity.id()));
  }

  @Override
  void came(Opportunity next) {
    Rank rank = ranks.get(next.id());
    if (rank == null) {
      return;
    }
    Place now = new Place(columnOf(next), rank);
    Place before = places.put(next.id(), now);
    if (!now.equals(before)) {
      moved(before, now);
      orElse(() -> {
        moved(now, before);
        putBack(places, next.id(), before);
      });
    }
  }

  private void moved(@Nullable Place from, @Nullable Place to) {
    if (from != null) {
      arrived(from.column()).remove(from.rank());
    }
    if (to != null) {
      arrived(to.column()).add(to.rank());
    }
  }

  private NavigableSet<Rank> arrived(Column column) {
    return arrived.computeIfAbsent(column, c -> new TreeSet<>());
  }

  private static Column columnOf(Opportunity opportunity) {
    return new Column(opportunity.pipeline(), opportunity.stage());
  }

  private static <K, V> void putBack(Map<K, V> map, K key, @Nullable V before) {
    if (before == null) {
      map.remove(key);
    } else {
      map.put(key, before);
    }
  }

  @Override
  public void rank(OpportunityId id, Rank rank) {
    Rank before = ranks.put(id, rank);
    orElse(() -> putBack(ranks, id, before));
  }

  @Override
  public Optional<Rank> rankOf(OpportunityId id) {
    return Optional.ofNullable(ranks.get(id))
        .or(() -> Optional.ofNullable(storedRanks.get(id)))
        .or(() -> store.rankOf(id));
  }

  @Override
  public Map<OpportunityId, Rank> ranksOf(Collection<OpportunityId> ids) {
    return store.ranksOf(ids);
  }

  @Override
  public Optional<Rank> rank(OpportunityId id, PipelineId pipeline, String stage) {
    return find(id)
        .filter(opportunity -> !opportunity.revision().isDeleted())
        .filter(opportunity -> columnOf(opportunity).equals(new Column(pipeline, stage)))
        .flatMap(opportunity -> rankOf(id));
  }

  @Override
  public Optional<Rank> above(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return store.above(pipeline, stage, rank, butFor);
  }

  /** Rows come to the top, so the topmost is all that they ask for. */
  @Override
  public Optional<Rank> below(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    if (rank != null) {
      return store.below(pipeline, stage, rank, butFor);
    }
    Column column = new Column(pipeline, stage);
    Place own = places.get(butFor);
    return Stream.concat(
            arrived(column).stream()
                .filter(other -> own == null || !own.equals(new Place(column, other)))
                .limit(1),
            tops.computeIfAbsent(column, c -> store.below(pipeline, stage, null, butFor)).stream())
        .min(Rank::compareTo);
  }

  @Override
  public List<OpportunityId> idsBelow(PipelineId pipeline, String stage, Rank rank, int limit) {
    return store.idsBelow(pipeline, stage, rank, limit);
  }

  @Override
  public long count(PipelineId pipeline, @Nullable String stage) {
    return store.count(pipeline, stage);
  }

  @Override
  public long holdAndCount(PipelineId pipeline, String stage) {
    Column column = new Column(pipeline, stage);
    return counts.computeIfAbsent(column, c -> store.holdAndCount(pipeline, stage))
        + arrivals(opportunity ->
            !opportunity.revision().isDeleted() && columnOf(opportunity).equals(column));
  }

  @Override
  public List<Opportunity> inStage(PipelineId pipeline, String stage, int limit) {
    return store.inStage(pipeline, stage, limit);
  }

  @Override
  public void remember(LastMove move) {
    LastMove before = moves.put(move.opportunity(), move);
    orElse(() -> putBack(moves, move.opportunity(), before));
  }

  @Override
  public Optional<LastMove> lastMove(OpportunityId id) {
    return Optional.ofNullable(moves.get(id)).or(() -> store.lastMove(id));
  }

  /** Rows tell what happened, and take nothing back. */
  @Override
  public int condenseSums(int most) {
    throw new UnsupportedOperationException("rows leave the sums to whoever saves them");
  }

  @Override
  public void takeBackLastStay(OpportunityId id) {
    throw new UnsupportedOperationException("rows take no move back");
  }

  @Override
  public List<Opportunity> findAll(Collection<OpportunityId> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public List<Opportunity> holding(Collection<String> externalKeys) {
    return store.holding(externalKeys);
  }

  @Override
  public List<Opportunity> with(AccountId account) {
    return store.with(account);
  }

  @Override
  public List<RecordVersion> versions(@Nullable OpportunityId after, int limit) {
    return store.versions(after, limit);
  }

  @Override
  public void saveAll(
      List<Course<Opportunity>> courses,
      Map<OpportunityId, Rank> given,
      Collection<LastMove> remembered) {
    store.saveAll(courses, given, remembered);
  }

  @Override
  public void save() {
    store.saveAll(courses(), ranks, moves.values());
  }
}

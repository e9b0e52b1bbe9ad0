package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryOpportunities implements OpportunityStore, OpportunityReads {

  private final MemoryAggregates<OpportunityId, Opportunity> opportunities;
  private final MemoryTable<OpportunityId, Rank> ranks;
  private final MemoryTable<OpportunityId, List<StageStay>> stays;
  private final MemoryTable<OpportunityId, LastMove> moves;
  private final MemoryTable<OpportunityId, List<Standing>> standings;
  private final MemoryPipelines pipelines;
  private final Function<OpportunityId, List<OpportunityLine>> lines;
  private final Function<UserId, @Nullable String> userNames;
  private final Function<CompetitorId, String> competitorNames;
  private final MemoryLists<OpportunityView> lists = new MemoryLists<>(OpportunityFields.CATALOGUE);

  MemoryOpportunities(
      MemoryTransactions transactions,
      MemoryPipelines pipelines,
      Function<OpportunityId, List<OpportunityLine>> lines,
      Function<UserId, @Nullable String> userNames,
      Function<CompetitorId, String> competitorNames) {
    this.opportunities = new MemoryAggregates<>(transactions, Opportunity::id);
    this.ranks = new MemoryTable<>(transactions);
    this.stays = new MemoryTable<>(transactions);
    this.moves = new MemoryTable<>(transactions);
    this.standings = new MemoryTable<>(transactions);
    this.pipelines = pipelines;
    this.lines = lines;
    this.userNames = userNames;
    this.competitorNames = competitorNames;
  }

  List<Opportunity> all() {
    return opportunities.all();
  }

  @Override
  public Optional<Opportunity> find(OpportunityId id) {
    return opportunities.find(id);
  }

  @Override
  public Outcome<Opportunity> add(Opportunity opportunity) {
    Rank top =
        below(opportunity.pipeline(), opportunity.stage(), null, opportunity.id()).orElse(null);
    return opportunities
        .add(opportunity, this::unlessTaken)
        .map(added -> {
          ranks.put(added.id(), Rank.between(null, top, added.id()));
          return stayed(added);
        });
  }

  @Override
  public Outcome<Opportunity> update(Opportunity opportunity) {
    return opportunities.update(opportunity, this::unlessTaken).map(this::stayed);
  }

  @Override
  public List<Opportunity> findAll(Collection<OpportunityId> ids) {
    return opportunities.findAll(ids);
  }

  @Override
  public List<Opportunity> with(AccountId account) {
    return opportunities.all().stream()
        .filter(each -> account.equals(each.content().account()))
        .sorted(comparing(each -> each.id().toString()))
        .toList();
  }

  @Override
  public List<Opportunity> holding(Collection<String> externalKeys) {
    return opportunities.live().stream()
        .filter(deal -> externalKeys.stream().anyMatch(key -> hasKey(deal, key)))
        .toList();
  }

  @Override
  public Map<OpportunityId, Rank> ranksOf(Collection<OpportunityId> ids) {
    Map<OpportunityId, Rank> found = new HashMap<>();
    ids.forEach(id -> rankOf(id).ifPresent(rank -> found.put(id, rank)));
    return found;
  }

  @Override
  public Map<UserId, Long> openOf(Collection<UserId> owners) {
    return opportunities.live().stream()
        .filter(o -> o.owner() != null && owners.contains(o.owner()))
        .filter(o -> o.status() instanceof OpportunityStatus.Open)
        .collect(groupingBy(o -> Objects.requireNonNull(o.owner()), counting()));
  }

  @Override
  public void saveAll(
      List<Course<Opportunity>> courses,
      Map<OpportunityId, Rank> given,
      Collection<LastMove> remembered) {
    opportunities.follow(courses, this::add, this::update);
    given.forEach(this::rank);
    remembered.forEach(this::remember);
  }

  private Outcome<Opportunity> unlessTaken(Opportunity opportunity) {
    ExternalId id = opportunity.content().externalId();
    return id == null || opportunity.revision().isDeleted()
        ? Outcome.done(opportunity)
        : opportunities.live().stream()
            .filter(other -> !other.id().equals(opportunity.id()) && hasKey(other, id.key()))
            .findFirst()
            .<Outcome<Opportunity>>map(
                holder -> Outcome.refused(new ExternalIdTaken(id.toString(), holder.id().value())))
            .orElseGet(() -> Outcome.done(opportunity));
  }

  private static boolean hasKey(Opportunity opportunity, String key) {
    ExternalId id = opportunity.content().externalId();
    return id != null && id.key().equals(key);
  }

  private Opportunity stayed(Opportunity opportunity) {
    stays.put(opportunity.id(), StageStay.extended(stays(opportunity.id()), opportunity));
    standings.put(opportunity.id(), Standing.extended(standings(opportunity.id()), opportunity));
    return opportunity;
  }

  List<Standing> standings(OpportunityId id) {
    return standings.find(id).orElse(List.of());
  }

  @Override
  public long count(PipelineId pipeline, @Nullable String stage) {
    return opportunities.all().stream()
        .filter(o -> o.pipeline().equals(pipeline))
        .filter(o -> stage == null || o.stage().equals(stage))
        .count();
  }

  @Override
  public long holdAndCount(PipelineId pipeline, String stage) {
    return column(pipeline, stage).filter(o -> !o.revision().isDeleted()).count();
  }

  @Override
  public List<Opportunity> inStage(PipelineId pipeline, String stage, int limit) {
    return column(pipeline, stage).limit(limit).toList();
  }

  private Stream<Opportunity> column(PipelineId pipeline, String stage) {
    return opportunities.all().stream()
        .filter(o -> o.pipeline().equals(pipeline) && o.stage().equals(stage))
        .sorted(comparing(o -> rankOf(o.id()).orElseThrow()));
  }

  @Override
  public Optional<Rank> rankOf(OpportunityId id) {
    return ranks.find(id);
  }

  @Override
  public Optional<Rank> rank(OpportunityId id, PipelineId pipeline, String stage) {
    return find(id)
        .filter(o -> !o.revision().isDeleted())
        .filter(o -> o.pipeline().equals(pipeline) && o.stage().equals(stage))
        .flatMap(o -> rankOf(id));
  }

  @Override
  public Optional<Rank> above(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return others(pipeline, stage, butFor)
        .filter(r -> rank == null || r.compareTo(rank) < 0)
        .reduce((first, second) -> second);
  }

  @Override
  public Optional<Rank> below(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return others(pipeline, stage, butFor)
        .filter(r -> rank == null || r.compareTo(rank) > 0)
        .findFirst();
  }

  private Stream<Rank> others(PipelineId pipeline, String stage, OpportunityId butFor) {
    return column(pipeline, stage)
        .map(Opportunity::id)
        .filter(id -> !id.equals(butFor))
        .map(id -> rankOf(id).orElseThrow());
  }

  @Override
  public List<OpportunityId> idsBelow(PipelineId pipeline, String stage, Rank rank, int limit) {
    return column(pipeline, stage)
        .map(Opportunity::id)
        .filter(id -> rankOf(id).orElseThrow().compareTo(rank) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public void rank(OpportunityId id, Rank rank) {
    ranks.put(id, rank);
  }

  @Override
  public void remember(LastMove move) {
    moves.put(move.opportunity(), move);
  }

  @Override
  public Optional<LastMove> lastMove(OpportunityId id) {
    return moves.find(id);
  }

  @Override
  public void takeBackLastStay(OpportunityId id) {
    stays.put(id, StageStay.shortened(stays(id)));
  }

  @Override
  public List<RecordVersion> versions(@Nullable OpportunityId after, int limit) {
    return opportunities.all().stream()
        .sorted(comparing(o -> o.id().toString()))
        .filter(o -> after == null || o.id().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .map(o -> new RecordVersion(o.id().value(), o.revision().version()))
        .toList();
  }

  @Override
  public Optional<OpportunityView> find(OpportunityId id, Visibility visible) {
    return find(id).filter(o -> visible.reaches(o.owner())).map(this::view);
  }

  @Override
  public List<OpportunityView> findAll(Collection<OpportunityId> ids, Visibility visible) {
    return ids.stream().flatMap(id -> find(id, visible).stream()).toList();
  }

  @Override
  public Map<String, Page<OpportunityView>> columns(
      ListQuery query, Collection<String> stages, Visibility visible) {
    return stages.stream()
        .collect(
            toImmutableMap(
                stage -> stage,
                stage ->
                    page(
                        query.where(new Filter.Compare("stage", Filter.Op.EQ, List.of(stage))),
                        visible)));
  }

  @Override
  public Page<OpportunityView> page(ListQuery query, Visibility visible) {
    return lists.page(found(query, visible), query);
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<OpportunityView> consumer) {
    lists.all(found(query, visible), query).forEach(consumer);
  }

  private List<OpportunityView> found(ListQuery query, Visibility visible) {
    return opportunities.all().stream()
        .filter(o -> visible.reaches(o.owner()))
        .filter(o -> MemoryLists.isIn(query.bin(), o.revision()))
        .map(this::view)
        .filter(view ->
            MemoryLists.mentions(
                query.search(),
                view.get(OpportunityField.NAME),
                view.get(OpportunityField.NEXT_STEP)))
        .toList();
  }

  @Override
  public List<StageStay> stays(OpportunityId id) {
    return stays.find(id).orElse(List.of());
  }

  /** They are counted each time. */
  @Override
  public int condenseSums(int most) {
    return 0;
  }

  @Override
  public List<Tally> tallies(ListQuery query, Visibility visible) {
    Map<List<Object>, List<OpportunityView>> groups =
        found(query, visible).stream()
            .filter(lists.matching(query.filter()))
            .collect(
                groupingBy(
                    v -> List.of(v.where().stage(), Objects.requireNonNullElse(currency(v), ""))));
    List<Tally> tallies = new ArrayList<>();
    groups.forEach((key, views) ->
        tallies.add(
            new Tally(
                (String) key.getFirst(),
                views.size(),
                views.stream()
                    .map(OpportunityView::amount)
                    .filter(Objects::nonNull)
                    .reduce(Money::plus)
                    .orElse(null))));
    return tallies;
  }

  private static @Nullable String currency(OpportunityView view) {
    return view.get(OpportunityField.CURRENCY);
  }

  private OpportunityView view(Opportunity opportunity) {
    UserId owner = opportunity.owner();
    Pipeline pipeline = pipelines.find(opportunity.pipeline()).orElseThrow();
    return OpportunityView.of(
        opportunity,
        pipeline.name(),
        pipeline.stage(opportunity.stage()).map(Stage::name).orElse(opportunity.stage()),
        rankOf(opportunity.id()).orElseThrow().text(),
        lines.apply(opportunity.id()).stream().map(OpportunityLine::product).toList(),
        owner == null ? null : userNames.apply(owner),
        Optional.ofNullable(opportunity.loss())
            .map(Loss::competitorId)
            .map(competitorNames)
            .orElse(null));
  }
}

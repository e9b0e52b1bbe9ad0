package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.Whose;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.OwnerName;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class OpportunityQueryService implements OpportunityQueries {

  static final Permission VIEW = new Permission(Feature.OPPORTUNITY, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final RelatedRecords accounts;
  private final CurrencyFeature currencies;
  private final BoardWatches watches;
  private final OpportunityReads reads;
  private final Set<String> hidden;

  OpportunityQueryService(
      Kernel kernel,
      Context context,
      RelatedRecords accounts,
      CurrencyFeature currencies,
      BoardWatches watches) {
    this.kernel = kernel;
    this.context = context;
    this.accounts = accounts;
    this.currencies = currencies;
    this.watches = watches;
    this.reads = kernel.storage().opportunityReads();
    this.hidden =
        context.actor().grants().maskedFieldsOf(Feature.OPPORTUNITY).stream()
            .filter(OpportunityFields::isMaskable)
            .flatMap(f -> Stream.concat(Stream.of(f), OpportunityFields.derivedFrom(f).stream()))
            .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public FieldCatalogue<OpportunityView> fields() {
    return OpportunityFields.CATALOGUE.without(hidden);
  }

  @Override
  public Outcome<OpportunityView> get(OpportunityId id) {
    return reads
        .find(id, visible())
        .map(view -> Outcome.done(read(List.of(view)).getFirst()))
        .orElseGet(() -> Outcome.refused(NotFound.of("opportunity", id.value())));
  }

  /** Those of these that the actor sees, in any order, without the names of accounts. */
  List<OpportunityView> all(Collection<OpportunityId> ids) {
    return reads.findAll(ids, visible()).stream().map(view -> view.without(hidden)).toList();
  }

  @Override
  public OpportunityView shown(Opportunity opportunity) {
    Pipeline pipeline = kernel.storage().pipelines().find(opportunity.pipeline()).orElseThrow();
    String stage = pipeline.stage(opportunity.stage()).map(Stage::name).orElse(opportunity.stage());
    String rank =
        kernel.storage().opportunities().rankOf(opportunity.id()).map(Rank::text).orElse("");
    return read(List.of(
            OpportunityView.of(
                opportunity,
                pipeline.name(),
                stage,
                rank,
                kernel.storage().opportunityLines().of(opportunity.id()).stream()
                    .map(OpportunityLine::product)
                    .toList(),
                ownerName(opportunity),
                lostCompetitor(opportunity))))
        .getFirst();
  }

  @Override
  public Outcome<Page<OpportunityView>> list(ListQuery query) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            query
                .within(fields(), !hidden.isEmpty())
                .map(good -> {
                  Page<OpportunityView> page = reads.page(good, visible());
                  return new Page<>(read(page.items()), page.next(), page.total());
                }));
  }

  @Override
  public Outcome<List<StageStay>> stays(OpportunityId id) {
    return get(id).map(view -> reads.stays(id));
  }

  @Override
  public Outcome<List<Transition>> transitions(OpportunityId id) {
    return get(id)
        .map(view ->
            kernel.storage().opportunities().find(id).stream()
                .flatMap(opportunity ->
                    kernel.storage().pipelines().find(opportunity.pipeline()).stream()
                        .flatMap(pipeline -> opportunity.transitions(pipeline).stream()))
                .toList());
  }

  @Override
  public Outcome<Boolean> canUndoMove(OpportunityId id) {
    OpportunityStore store = kernel.storage().opportunities();
    return get(id)
        .map(view ->
            Visibility.of(context.actor(), OpportunityService.EDIT).reaches(view.owner())
                && store
                    .find(id)
                    .flatMap(opportunity -> store.lastMove(id).map(last -> can(opportunity, last)))
                    .orElse(false));
  }

  private boolean can(Opportunity opportunity, LastMove last) {
    return LastMove.undo(
            opportunity,
            last,
            kernel.storage().pipelines().find(last.pipeline()).orElse(null),
            context.actor().id(),
            kernel.now())
        instanceof Outcome.Done;
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(
      OpportunityId id, @Nullable UUID beforeEntry, int limit) {
    return get(id)
        .map(view ->
            kernel
                .storage()
                .audit()
                .histories(Set.of(Opportunity.subjectOf(id)), beforeEntry, limit, hidden));
  }

  @Override
  public Outcome<Board> board(PipelineId id, ListQuery query, Set<String> stages) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            live(id)
                .then(pipeline ->
                    query
                        .within(fields(), !hidden.isEmpty())
                        .then(good -> Boards.stages(pipeline, good, stages))
                        .map(wanted -> boards().of(pipeline, query, wanted))));
  }

  private Boards boards() {
    return new Boards(kernel, currencies, visible(), hidden.contains("amount"), this::read);
  }

  @Override
  public Outcome<ListQuery> ofTeam(ListQuery query, TeamId team) {
    Checks checks = new Checks();
    List<Object> members =
        Objects.requireNonNull(new Whose(null, team).owners(kernel.storage().accessReads(), checks))
            .stream()
            .<Object>map(UserId::value)
            .toList();
    return checks.orRefuse(() ->
        query.where(
            members.isEmpty()
                ? new Filter.Or(List.of())
                : new Filter.Compare("owner", Filter.Op.IN, members)));
  }

  @Override
  public Outcome<BoardWatch> watch(PipelineId id, @Nullable Long after) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> live(id).then(pipeline -> watches.watch(id, context.actor().id(), after)));
  }

  @Override
  public PipelinePast past() {
    return new PipelinePastService(kernel, context, currencies, hidden, this::found);
  }

  /** Those of these that the actor sees, in any order. */
  List<OpportunityView> found(Collection<OpportunityId> ids) {
    return read(reads.findAll(ids, visible()));
  }

  private Outcome<Pipeline> live(PipelineId id) {
    return kernel.storage().pipelines().live(id);
  }

  /** With the names of accounts that the reader can see, and without what is hidden. */
  private List<OpportunityView> read(List<OpportunityView> views) {
    List<UUID> ids =
        views.stream()
            .map(OpportunityView::account)
            .filter(Objects::nonNull)
            .map(account -> account.value())
            .distinct()
            .toList();
    Map<UUID, String> names =
        ids.isEmpty()
            ? Map.of()
            : accounts.named(ids, context).stream()
                .collect(
                    ImmutableMap.toImmutableMap(
                        RelatedRecords.Named::id, RelatedRecords.Named::name));
    return views.stream()
        .map(view -> {
          var account = view.account();
          return (account == null ? view : view.with(names.get(account.value()))).without(hidden);
        })
        .toList();
  }

  /** Takes lists out as files. */
  RecordExport<OpportunityView> export() {
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.OPPORTUNITY,
            "opportunities",
            fields(),
            !hidden.isEmpty(),
            reads::each,
            this::read));
  }

  private @Nullable String lostCompetitor(Opportunity opportunity) {
    CompetitorId id = Rivals.lostTo(opportunity);
    return id == null
        ? null
        : kernel.storage().competitors().find(id).map(c -> c.content().name()).orElse(null);
  }

  private @Nullable String ownerName(Opportunity opportunity) {
    return OwnerName.of(
        context.actor(),
        opportunity.owner(),
        () -> reads.find(opportunity.id(), new Visibility.All()).map(OpportunityView::ownerName));
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW);
  }
}

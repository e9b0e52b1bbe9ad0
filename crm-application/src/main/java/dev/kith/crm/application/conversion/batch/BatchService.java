package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.CsvExport;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class BatchService implements ConversionBatches {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final Permission EDIT = new Permission(Feature.LEAD, Action.EDIT);
  private static final String BATCH = "conversion-batch";

  private final Kernel kernel;
  private final ConversionFeature conversion;
  private final LeadFeature leads;
  private final JobQueue queue;
  private final Context context;
  private final ConversionBatchStore store;

  BatchService(
      Kernel kernel,
      ConversionFeature conversion,
      LeadFeature leads,
      JobQueue queue,
      Context context) {
    this.kernel = kernel;
    this.conversion = conversion;
    this.leads = leads;
    this.queue = queue;
    this.context = context;
    this.store = kernel.storage().conversionBatches();
  }

  @Override
  public Outcome<BatchView> start(Start command) {
    return Permits.require(
        context.actor(),
        EDIT,
        () ->
            kernel
                .idempotency()
                .once(context, BATCH + ".start", command, JobId.class, () -> started(command))
                .then(this::get));
  }

  private Outcome<JobId> started(Start command) {
    return chosen(command)
        .map(chosen -> {
          JobId id =
              queue.enqueue(JobRequest.of(BatchJob.KIND).attempts(BatchJob.ATTEMPTS).by(context));
          store.add(
              new ConversionBatch(
                  id,
                  kernel.now(),
                  Asker.of(context),
                  command.dryRun(),
                  command.settings(),
                  chosen.size(),
                  null),
              chosen);
          return id;
        });
  }

  /** Each once; which of them the actor may convert is found out one by one. */
  private Outcome<List<LeadId>> chosen(Start command) {
    ListQuery where = command.where();
    Outcome<List<LeadId>> found =
        where == null
            ? Outcome.done(command.leads().stream().distinct().toList())
            : where(where.in(ListQuery.Bin.LIVE).after(null));
    return found.then(some -> {
      if (some.isEmpty()) {
        return Outcome.refused(wrong("required-missing", "There is no lead to convert."));
      }
      return some.size() > MOST_LEADS ? tooMany() : Outcome.done(some);
    });
  }

  private Outcome<List<LeadId>> where(ListQuery query) {
    return leads
        .queries(context)
        .list(query.limitedTo(1).withCount())
        .then(page -> Objects.requireNonNull(page.total()) > MOST_LEADS ? tooMany() : all(query));
  }

  private Outcome<List<LeadId>> all(ListQuery query) {
    List<LeadId> ids = new ArrayList<>();
    kernel.storage().leadReads().each(query, visible(), (LeadView lead) -> ids.add(lead.id()));
    return Outcome.done(ids);
  }

  private static Outcome<List<LeadId>> tooMany() {
    return Outcome.refused(
        wrong("too-many", "At most " + MOST_LEADS + " leads are converted at once."));
  }

  private static Invalid wrong(String code, String message) {
    return Invalid.of(Violation.at("leads", code, message));
  }

  @Override
  public Outcome<BatchView> get(JobId id) {
    return seen(id).map(batch -> views(List.of(batch)).getFirst());
  }

  @Override
  public Outcome<List<BatchView>> list(@Nullable JobId after, int limit) {
    return Outcome.done(views(store.list(askers(), after, within(limit))));
  }

  private List<BatchView> views(List<ConversionBatch> batches) {
    List<JobId> ids = batches.stream().map(ConversionBatch::id).toList();
    Map<JobId, Map<Fate, Integer>> counts = store.counts(ids);
    Map<JobId, JobView> jobs = Maps.uniqueIndex(kernel.storage().jobs().findAll(ids), JobView::id);
    return batches.stream()
        .map(batch -> view(batch, jobs.get(batch.id()), counts.getOrDefault(batch.id(), Map.of())))
        .toList();
  }

  /** Jobs are forgotten after some time. */
  private static BatchView view(
      ConversionBatch batch, @Nullable JobView job, Map<Fate, Integer> counts) {
    boolean complete = counts.values().stream().mapToInt(Integer::intValue).sum() == batch.leads();
    return job == null
        ? new BatchView(batch, complete ? JobState.SUCCEEDED : JobState.CANCELLED, null, counts)
        : new BatchView(batch, job.state(), complete ? null : job.error(), counts);
  }

  @Override
  public Outcome<List<BatchItemView>> items(JobId id, @Nullable Fate fate, int after, int limit) {
    return seen(id).map(batch -> itemViews(store.items(id, fate, after, within(limit))));
  }

  @Override
  public Outcome<BatchItemView> retry(JobId id, LeadId lead, @Nullable DuplicatePolicy duplicates) {
    return seen(id)
        .then(batch ->
            Permits.require(
                context.actor(),
                EDIT,
                () ->
                    kernel
                        .idempotency()
                        .once(
                            context,
                            BATCH + ".retry " + id + " " + lead,
                            duplicates == null ? "" : duplicates.name(),
                            BatchItem.class,
                            () -> retried(batch, lead, duplicates))))
        .map(item -> itemViews(List.of(item)).getFirst());
  }

  private Outcome<BatchItem> retried(
      ConversionBatch batch, LeadId lead, @Nullable DuplicatePolicy duplicates) {
    BatchItem item = store.item(batch.id(), lead).orElse(null);
    if (item == null) {
      return Outcome.refused(NotFound.of("lead of this batch", lead.value()));
    }
    if (item.fate() == null || item.fate() == Fate.CONVERTED) {
      String state = item.fate() == null ? "WAITING" : item.fate().name();
      return Outcome.refused(new InvalidTransition("lead of a batch", state, "WAITING", List.of()));
    }
    Outcome<BatchItem> again =
        new ConvertingOne(
                kernel,
                conversion,
                batch,
                duplicates == null ? batch.settings().duplicates() : duplicates,
                context.further().causedBy(batch.cause()))
            .again(item);
    // Where somebody else was faster, what they kept counts.
    return again instanceof Outcome.Done<BatchItem>
        ? again
        : Outcome.done(store.item(batch.id(), lead).orElseThrow());
  }

  @Override
  public Outcome<Long> failuresAsCsv(JobId id, OutputStream to) {
    return seen(id)
        .then(batch ->
            new CsvExport<>(new Failures(id))
                .write(ListQuery.all(BatchItemView.CATALOGUE), true, to));
  }

  /** What was not converted though it should have been. */
  private final class Failures implements CsvExport.Source<BatchItemView> {

    private final JobId batch;

    Failures(JobId batch) {
      this.batch = batch;
    }

    @Override
    public FieldCatalogue<BatchItemView> fields() {
      return BatchItemView.CATALOGUE;
    }

    @Override
    public Outcome<ListQuery> exportable(ListQuery query) {
      return Outcome.done(query);
    }

    @Override
    public Outcome<Long> export(ListQuery query, Consumer<BatchItemView> each) {
      return Outcome.done(all(Fate.FAILED, each) + all(Fate.DUPLICATE, each));
    }

    private long all(Fate fate, Consumer<BatchItemView> each) {
      long count = 0;
      int after = 0;
      List<BatchItem> some = store.items(batch, fate, after, LARGEST_LIST);
      while (!some.isEmpty()) {
        itemViews(some).forEach(each);
        count += some.size();
        after = some.getLast().place();
        some = store.items(batch, fate, after, LARGEST_LIST);
      }
      return count;
    }
  }

  private List<BatchItemView> itemViews(List<BatchItem> items) {
    Map<UUID, RelatedRecords.Named> names =
        leads.related().byId(items.stream().map(item -> item.lead().value()).toList(), context);
    Map<LeadId, ConversionId> since =
        conversionsOf(
            items.stream().map(BatchItem::lead).filter(l -> names.containsKey(l.value())).toList());
    Map<Target, Map<UUID, RelatedRecords.Named>> candidates = candidates(items);
    return items.stream()
        .map(item -> {
          RelatedRecords.Named lead = names.get(item.lead().value());
          return lead == null
              ? new BatchItemView(item, null, null, List.of())
              : new BatchItemView(
                  item,
                  lead.name(),
                  item.conversion() == null ? since.get(item.lead()) : item.conversion(),
                  item.candidates().stream()
                      .flatMap(c ->
                          Optional.ofNullable(
                              candidates.getOrDefault(c.target(), Map.of()).get(c.id()))
                              .map(named -> named(c, named.name()))
                              .stream())
                      .toList());
        })
        .toList();
  }

  private Map<LeadId, ConversionId> conversionsOf(List<LeadId> some) {
    return kernel.storage().conversions().ofLeads(some).stream()
        .collect(ImmutableMap.toImmutableMap(Conversion::lead, Conversion::id));
  }

  private Map<Target, Map<UUID, RelatedRecords.Named>> candidates(List<BatchItem> items) {
    Map<Target, Map<UUID, RelatedRecords.Named>> all = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      all.put(
          target,
          conversion
              .related(target)
              .byId(
                  items.stream()
                      .flatMap(item -> item.candidates().stream())
                      .filter(candidate -> candidate.target() == target)
                      .map(Candidate::id)
                      .distinct()
                      .toList(),
                  context));
    }
    return all;
  }

  private static Candidate named(Candidate candidate, String name) {
    return new Candidate(
        candidate.target(),
        candidate.id(),
        name,
        candidate.score(),
        candidate.certain(),
        candidate.reasons());
  }

  private Outcome<ConversionBatch> seen(JobId id) {
    return Outcome.found(
        store
            .find(id)
            .filter(batch ->
                batch.asker().id().equals(context.actor().id())
                    || visible().reaches(batch.asker().id())),
        () -> NotFound.of(BATCH, id.value()));
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW);
  }

  /** One's own, and those of people whose leads one sees. */
  private Visibility askers() {
    return switch (visible()) {
      case Visibility.All all -> all;
      case Visibility.OwnedBy(var owners) ->
          new Visibility.OwnedBy(
              ImmutableSet.<UserId>builder().addAll(owners).add(context.actor().id()).build());
    };
  }

  private static int within(int limit) {
    return Math.clamp(limit, 1, LARGEST_LIST);
  }
}

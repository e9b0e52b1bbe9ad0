package dev.kith.crm.application.lead;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.kernel.OwnerName;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.Tag;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class LeadQueryService implements LeadQueries {

  private static final Duration LATELY = Duration.ofDays(7);

  private final Kernel kernel;
  private final Context context;
  private final LeadReads reads;
  private final Set<String> hidden;

  LeadQueryService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.reads = kernel.storage().leadReads();
    this.hidden = HiddenFields.of(context.actor(), Feature.LEAD, LeadFields::derivedFrom);
  }

  @Override
  public FieldCatalogue<LeadView> fields() {
    return LeadFields.CATALOGUE.without(hidden);
  }

  @Override
  public Outcome<LeadView> get(LeadId id) {
    return reads
        .find(id, visible())
        .map(view -> Outcome.done(view.without(hidden)))
        .orElseGet(() -> Outcome.refused(notFound(id)));
  }

  /** Those of these leads that the actor sees, in any order. */
  List<LeadView> all(Collection<LeadId> ids) {
    return reads.findAll(ids, visible()).stream().map(view -> view.without(hidden)).toList();
  }

  @Override
  public LeadView shown(Lead lead) {
    LeadView stored = reads.find(lead.id(), new Visibility.All()).orElse(null);
    LeadView view =
        LeadView.of(
            lead,
            OwnerName.of(
                context.actor(),
                lead.owner(),
                () -> Optional.ofNullable(stored).map(LeadView::ownerName)));
    return (stored == null ? view : view.scored(stored.score(), stored.grade())).without(hidden);
  }

  @Override
  public Outcome<Page<LeadView>> list(ListQuery query) {
    return allowed(
        query, () -> Outcome.done(reads.page(query, visible()).map(v -> v.without(hidden))));
  }

  @Override
  public Outcome<ListQuery> exportable(ListQuery query) {
    return export().exportable(query);
  }

  @Override
  public Outcome<Long> export(ListQuery query, Consumer<LeadView> each) {
    return export().export(query, each);
  }

  private RecordExport<LeadView> export() {
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.LEAD,
            "leads",
            fields(),
            !hidden.isEmpty(),
            (query, visible, each) ->
                reads.each(query, visible, view -> each.accept(view.without(hidden))),
            found -> found));
  }

  @Override
  public LeadId standsFor(LeadView lead) {
    return MergedRecords.last(
        lead.id(), id -> kernel.storage().leads().find(id).map(Lead::mergedInto));
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(LeadId id, @Nullable UUID beforeEntry, int limit) {
    return get(id)
        .map(
            view -> kernel.storage().audit().histories(withMerged(id), beforeEntry, limit, hidden));
  }

  /** The lead, and all that became part of it, those that had become part of these included. */
  private Set<Subject> withMerged(LeadId id) {
    return MergedRecords.within(id, kernel.storage().leads()::mergedInto).stream()
        .map(Lead::subjectOf)
        .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public Outcome<Figures> figures() {
    return Permits.require(
        context.actor(),
        LeadService.VIEW,
        () -> Outcome.done(reads.figures(visible(), kernel.now().minus(LATELY))));
  }

  @Override
  public Outcome<List<TagInUse>> tags(String prefix, int limit) {
    Filter asked =
        new Filter.Compare(LeadField.TAGS.code(), Filter.Op.STARTS_WITH, List.of(prefix));
    return allowed(
        ListQuery.all(fields()).where(asked),
        () ->
            Outcome.done(
                // No tag has a character that databases do not take.
                CharMatcher.javaIsoControl().matchesAnyOf(prefix)
                    ? List.of()
                    : reads.tags(visible(), Tag.keyOf(prefix), Math.clamp(limit, 1, MOST_TAGS))));
  }

  @Override
  public Outcome<List<String>> customFieldNames(String prefix, int limit) {
    Filter asked = new Filter.Compare(LeadField.CUSTOM_FIELDS.code(), Filter.Op.IS_NULL, List.of());
    return allowed(
        ListQuery.all(fields()).where(asked),
        () ->
            Outcome.done(
                // No name has a character that databases do not take.
                CharMatcher.javaIsoControl().matchesAnyOf(prefix)
                    ? List.of()
                    : reads.customFieldNames(
                        CustomField.keyOf(prefix), Math.clamp(limit, 1, MOST_CUSTOM_FIELDS))));
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), LeadService.VIEW);
  }

  private <T> Outcome<T> allowed(ListQuery query, Supplier<Outcome<T>> next) {
    return Permits.require(
        context.actor(),
        LeadService.VIEW,
        () -> query.within(fields(), !hidden.isEmpty()).then(good -> next.get()));
  }

  private static NotFound notFound(LeadId id) {
    return NotFound.of("lead", id.value());
  }
}

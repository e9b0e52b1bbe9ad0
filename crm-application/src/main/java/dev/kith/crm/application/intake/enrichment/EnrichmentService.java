package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.kith.crm.application.intake.enrichment.AskedSources.Answers;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.enrichment.Enrichment;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

final class EnrichmentService implements Enrichments {

  static final String INTENTION = LeadFeature.ENRICH;

  private static final Permission EDIT = new Permission(Feature.LEAD, Action.EDIT);

  private final Kernel kernel;
  private final Context context;
  private final LeadFeature leads;
  private final PhoneReader phones;
  private final AskedSources sources;
  private final FoundValueStore store;

  EnrichmentService(
      Kernel kernel, Context context, LeadFeature leads, PhoneReader phones, AskedSources sources) {
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.phones = phones;
    this.sources = sources;
    this.store = kernel.storage().foundValues();
  }

  @Override
  public Outcome<Enriched> enrich(LeadId id, Wish wish) {
    return asked(id, wish)
        .then(answers ->
            kernel
                .idempotency()
                .once(
                    context,
                    INTENTION + " " + id,
                    told(wish),
                    EnrichedLead.class,
                    () -> once(id, answers, wish.mode()))
                .map(done -> {
                  List<FoundValue> values = store.of(List.of(id));
                  return enriched(
                      done.lead(), values, among(values, done.filled()), answers.silent());
                }));
  }

  /** A lead, and what was filled of it, as they are remembered under an idempotency key. */
  record EnrichedLead(Lead lead, List<FoundValueId> filled) {
    EnrichedLead {
      filled = List.copyOf(filled);
    }
  }

  private Outcome<EnrichedLead> once(LeadId id, Answers answers, FillMode mode) {
    AtomicReference<List<FoundValueId>> filled = new AtomicReference<>(List.of());
    return leads
        .changes(context.unrepeated())
        .change(id, Action.EDIT, INTENTION, answers, lead -> kept(lead, answers, mode, filled))
        .map(lead -> new EnrichedLead(lead, filled.get()));
  }

  private static List<FoundValue> among(List<FoundValue> values, Collection<FoundValueId> filled) {
    Set<FoundValueId> ids = Set.copyOf(filled);
    return values.stream().filter(value -> ids.contains(value.id())).toList();
  }

  /** As idempotency compares it: whatever the order in which the sources were named. */
  private static List<Object> told(Wish wish) {
    return List.of(wish.mode(), String.valueOf(wish.ip()), List.copyOf(wish.sources()));
  }

  private Outcome<Change<Lead>> kept(
      Lead lead, Answers answers, FillMode mode, AtomicReference<List<FoundValueId>> filled) {
    Instant now = kernel.now();
    List<FoundValue> known = store.of(List.of(lead.id()));
    Enrichment enrichment = decided(lead, known, answers, mode, now);
    return enrichment
        .applyTo(lead, now)
        .map(change -> {
          store.replace(known, enrichment.values());
          filled.set(enrichment.filled().stream().map(FoundValue::id).toList());
          return change;
        });
  }

  private Enrichment decided(
      Lead lead, List<FoundValue> known, Answers answers, FillMode mode, Instant now) {
    return Enrichment.of(
        lead,
        known,
        answers.said(),
        mode,
        phones,
        () -> new FoundValueId(kernel.ids().next()),
        now);
  }

  @Override
  public Outcome<Enriched> preview(LeadId id, Wish wish) {
    return asked(id, wish)
        .then(answers ->
            reached(id, Action.EDIT)
                .then(lead -> {
                  Instant now = kernel.now();
                  Enrichment enrichment =
                      decided(lead, store.of(List.of(id)), answers, wish.mode(), now);
                  return enrichment
                      .applyTo(lead, now)
                      .map(change ->
                          enriched(
                              change.next(),
                              enrichment.values(),
                              enrichment.filled(),
                              answers.silent()));
                }));
  }

  /** What the sources say of the lead; they are asked before any run begins. */
  private Outcome<Answers> asked(LeadId id, Wish wish) {
    Checks checks = new Checks();
    InetAddress ip = ip(checks, wish.ip());
    Set<String> wanted = wanted(checks, wish.sources());
    return checks
        .orRefuse(() -> wanted)
        .then(names ->
            reached(id, Action.EDIT)
                .map(lead ->
                    sources.ask(List.of(new Enquiry(lead.content(), ip)), names).getFirst()));
  }

  private static @Nullable InetAddress ip(Checks checks, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!InetAddresses.isInetAddress(text)) {
      checks.add("ip", "ip-syntax", "An address is one of version 4 or 6, such as 192.0.2.7.");
      return null;
    }
    return InetAddresses.forString(text);
  }

  private Set<String> wanted(Checks checks, Set<String> named) {
    List<String> list = List.copyOf(named);
    for (int i = 0; i < list.size(); i++) {
      if (!sources.names().contains(list.get(i))) {
        checks.add(
            "sources/" + i,
            "not-one-of",
            "The sources are " + String.join(", ", sources.names()) + ".");
      }
    }
    return list.isEmpty() ? sources.names() : Set.copyOf(list);
  }

  private Outcome<Lead> reached(LeadId id, Action action) {
    return new LeadReach(kernel.storage().leads(), context.actor()).find(id, action);
  }

  private Enriched enriched(
      Lead lead, List<FoundValue> values, List<FoundValue> filled, Set<String> silent) {
    return new Enriched(lead, Provenance.of(values, lead.content()), filled, silent)
        .without(context.actor().grants().maskedFieldsOf(Feature.LEAD));
  }

  /** The outcomes of a batch, as they are remembered under an idempotency key. */
  record EnrichedBatch(List<Outcome<Lead>> outcomes, List<FoundValueId> filled) {
    EnrichedBatch {
      outcomes = List.copyOf(outcomes);
      filled = List.copyOf(filled);
    }
  }

  @Override
  public Outcome<List<Outcome<Enriched>>> enrichAll(List<LeadId> ids, FillMode mode) {
    if (ids.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "leads",
                  "too-many",
                  "At most " + LARGEST_BATCH + " leads are enriched at once.")));
    }
    return Permits.require(context.actor(), EDIT, () -> allEnriched(ids, mode));
  }

  private Outcome<List<Outcome<Enriched>>> allEnriched(List<LeadId> ids, FillMode mode) {
    BulkEnrichment bulk = new BulkEnrichment(kernel, context, leads, phones, sources);
    Set<LeadId> distinct = new LinkedHashSet<>(ids);
    Map<LeadId, Answers> answers = bulk.ask(distinct);
    return kernel
        .idempotency()
        .once(
            context,
            "lead.enrich-all " + mode,
            ids,
            EnrichedBatch.class,
            () -> {
              BulkEnrichment.Applied applied = bulk.apply(distinct, answers, mode);
              return Outcome.done(
                  new EnrichedBatch(
                      ids.stream()
                          .map(id -> Objects.requireNonNull(applied.outcomes().get(id)))
                          .toList(),
                      applied.filled()));
            })
        .map(batch -> withValues(batch, answers));
  }

  private List<Outcome<Enriched>> withValues(EnrichedBatch batch, Map<LeadId, Answers> answers) {
    ImmutableList.Builder<LeadId> done = ImmutableList.builder();
    batch.outcomes().forEach(outcome -> outcome.map(lead -> done.add(lead.id())));
    Map<LeadId, List<FoundValue>> values =
        store.of(done.build().stream().collect(toImmutableSet())).stream()
            .collect(groupingBy(FoundValue::lead));
    return batch.outcomes().stream()
        .map(outcome ->
            outcome.map(lead -> {
              List<FoundValue> own = values.getOrDefault(lead.id(), List.of());
              Answers heard = answers.get(lead.id());
              return enriched(
                  lead, own, among(own, batch.filled()), heard == null ? Set.of() : heard.silent());
            }))
        .toList();
  }

  @Override
  public Outcome<Provenance> of(LeadId id) {
    return reached(id, Action.VIEW)
        .map(lead ->
            Provenance.of(store.of(List.of(id)), lead.content())
                .without(context.actor().grants().maskedFieldsOf(Feature.LEAD)));
  }

  @Override
  public List<String> sources() {
    return List.copyOf(sources.names());
  }
}

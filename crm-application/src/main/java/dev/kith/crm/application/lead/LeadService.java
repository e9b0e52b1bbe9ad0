package dev.kith.crm.application.lead;

import com.google.common.collect.Streams;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.ManyChanges;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class LeadService implements Leads {

  static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  static final Permission CREATE = new Permission(Feature.LEAD, Action.CREATE);
  static final Permission ASSIGN = new Permission(Feature.LEAD, Action.ASSIGN);

  static final Changes.Kind<LeadId, Lead> KIND =
      new Changes.Kind<>(Feature.LEAD, Lead.class, Lead::subjectOf, Lead::facts, Lead::owner);

  private final Kernel kernel;
  private final Context context;
  private final LeadStore store;
  private final PhoneReader phones;
  private final Ownership ownership;
  private final Births births;
  private final LeadConsents consents;
  private final Supplier<PoolAssigning> pools;
  private final Changes<LeadId, Lead> changes;

  LeadService(
      Kernel kernel,
      Context context,
      PhoneReader phones,
      Owners owners,
      Births births,
      LeadConsents consents,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().leads();
    this.phones = phones;
    this.ownership = new Ownership(owners, context.actor(), Feature.LEAD);
    this.births = births;
    this.consents = consents;
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(LeadDraft draft) {
    return switch (draft.read(phones)) {
      case Outcome.Done<LeadContent> good -> List.of();
      case Outcome.Refused<LeadContent>(var refusal) -> refusal.violations();
    };
  }

  @Override
  public Outcome<Lead> capture(Capture command) {
    return discreet(
        changes.create(
            Action.CREATE,
            "lead.capture",
            command,
            () -> born(command, command.draft().read(phones)).map(this::watched)));
  }

  @Override
  public Outcome<List<Outcome<Lead>>> captureAll(List<Capture> commands, boolean atomic) {
    return captureAll(commands, atomic, Escort.NONE);
  }

  Outcome<List<Outcome<Lead>>> captureAll(List<Capture> commands, boolean atomic, Escort escort) {
    if (commands.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "", "too-many", "At most " + LARGEST_BATCH + " leads go into one batch.")));
    }
    return Permits.require(
        context.actor(),
        CREATE,
        () ->
            kernel
                .idempotency()
                .once(
                    context,
                    "lead.capture-all " + atomic,
                    commands,
                    CapturedBatch.class,
                    () -> capturedBatch(commands, atomic, escort))
                .map(CapturedBatch::outcomes));
  }

  @Override
  public Outcome<Lead> edit(LeadId id, Edit command) {
    return discreet(
        changes.change(
            id,
            Action.EDIT,
            "lead.edit",
            new TreeMap<>(command.fields()),
            lead ->
                edited(lead.content(), command)
                    .then(content -> lead.edit(content, kernel.now()))
                    .map(change -> consents.heard(lead.content().consent(), change))));
  }

  @Override
  public Outcome<Lead> assign(LeadId id, @Nullable UserId owner) {
    return changes.change(
        id,
        Action.ASSIGN,
        "lead.assign",
        String.valueOf(owner),
        lead -> ownership.of(owner).then(good -> lead.assign(owner, kernel.now())));
  }

  @Override
  public Outcome<Lead> assignFrom(LeadId id, AssignmentPoolId pool) {
    return pools
        .get()
        .assign(context, pool, new Assign(Lead.subjectOf(id)))
        .map(made -> store.find(id).orElseThrow());
  }

  @Override
  public Outcome<Lead> note(LeadId id, String text) {
    return changes.change(
        id, Action.EDIT, "lead.note", text, lead -> lead.note(text, kernel.now()));
  }

  @Override
  public Outcome<Lead> tag(LeadId id, Collection<String> tags) {
    return changes.change(
        id,
        Action.EDIT,
        "lead.tag",
        List.copyOf(tags),
        lead -> named(tags).then(more -> lead.tag(more, kernel.now())));
  }

  @Override
  public Outcome<Lead> untag(LeadId id, Collection<String> tags) {
    return changes.change(
        id,
        Action.EDIT,
        "lead.untag",
        List.copyOf(tags),
        lead -> named(tags).then(gone -> lead.untag(gone, kernel.now())));
  }

  private static Outcome<Tags> named(Collection<String> tags) {
    return Tags.read(tags)
        .then(read ->
            read.isEmpty()
                ? Outcome.refused(
                    Invalid.of(Violation.at("tags", "required", "Name at least one tag.")))
                : Outcome.done(read));
  }

  @Override
  public Outcome<Lead> startWork(LeadId id) {
    return changes.change(
        id, Action.EDIT, "lead.start-work", "", lead -> lead.startWork(kernel.now()));
  }

  @Override
  public Outcome<Lead> nurture(LeadId id) {
    return changes.change(id, Action.EDIT, "lead.nurture", "", lead -> lead.nurture(kernel.now()));
  }

  @Override
  public Outcome<Lead> qualify(LeadId id) {
    return changes.change(id, Action.EDIT, "lead.qualify", "", lead -> lead.qualify(kernel.now()));
  }

  @Override
  public Outcome<Lead> disqualify(LeadId id, LeadStatus.Reason reason, @Nullable String comment) {
    return changes.change(
        id,
        Action.EDIT,
        "lead.disqualify",
        reason + " " + comment,
        lead -> lead.disqualify(reason, comment, kernel.now()));
  }

  @Override
  public Outcome<Lead> recycle(LeadId id, Instant until) {
    return changes.change(
        id, Action.EDIT, "lead.recycle", until, lead -> lead.recycle(until, kernel.now()));
  }

  @Override
  public Outcome<Lead> delete(LeadId id) {
    return changes.change(id, Action.DELETE, "lead.delete", "", lead -> lead.delete(kernel.now()));
  }

  @Override
  public Outcome<Lead> restore(LeadId id) {
    return discreet(
        changes.change(id, Action.DELETE, "lead.restore", "", lead -> lead.restore(kernel.now())));
  }

  /** Makes a recycled lead new if its time has come; for the CRM itself. */
  Outcome<Lead> reawaken(LeadId id) {
    return changes.change(
        id, Action.EDIT, "lead.reawaken", "", lead -> Outcome.done(lead.reawaken(kernel.now())));
  }

  private Outcome<Lead> discreet(Outcome<Lead> outcome) {
    return new Discretion(store, context.actor()).about(outcome);
  }

  private Change<Lead> watched(Change<Lead> captured) {
    Change<Lead> birth = consents.heard(ConsentSummary.NOT_ASKED, captured);
    return birth.with(births.born(List.of(birth.next())));
  }

  /** Leads that are born and changed together, of whose births the same are told. */
  LeadBatch batch() {
    return new LeadBatch(kernel, context, births, consents);
  }

  /** What is said here is said here and now. */
  SaidByLeads.Saying saying() {
    return consents.saying();
  }

  /** The birth of a lead whose draft has been read. */
  Outcome<Change<Lead>> born(Capture command, Outcome<LeadContent> read) {
    return read.then(content ->
        ownership
            .first(command.owner())
            .map(
                o -> Lead.capture(new LeadId(kernel.ids().next()), content, o.id(), kernel.now())));
  }

  private Outcome<LeadContent> edited(LeadContent content, Edit command) {
    LeadDraft draft = LeadDraft.of(content);
    for (var field : command.fields().entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    Optional<String> evidence =
        command.fields().getOrDefault(LeadField.CONSENT_EVIDENCE, Optional.empty());
    boolean provesNothing =
        command.fields().containsKey(LeadField.CONSENT_EVIDENCE)
            && !draft.grantsMoreThan(content)
            && !Objects.equals(evidence.orElse(null), content.consent().evidence());
    Outcome<LeadContent> read = draft.provenBy(evidence.orElse(null), content).read(phones);
    return alsoRefused(read, provesNothing ? List.of(EVIDENCE_ALONE) : List.of());
  }

  private static final Violation EVIDENCE_ALONE =
      Violation.at(
          LeadField.CONSENT_EVIDENCE.code(),
          "evidence-without-consent",
          "Evidence goes with a consent that is given at the same time.");

  private static Outcome<LeadContent> alsoRefused(
      Outcome<LeadContent> read, List<Violation> problems) {
    if (problems.isEmpty()) {
      return read;
    }
    List<Violation> all = new ArrayList<>();
    if (read instanceof Outcome.Refused<LeadContent>(var refusal)) {
      all.addAll(refusal.violations());
    }
    all.addAll(problems);
    return Outcome.refused(new Invalid(all));
  }

  private record Escorted(int index, Change<Lead> birth) {}

  /** The outcomes of a batch, as they are remembered under an idempotency key. */
  record CapturedBatch(List<Outcome<Lead>> outcomes) {
    CapturedBatch {
      outcomes = List.copyOf(outcomes);
    }
  }

  private Outcome<CapturedBatch> capturedBatch(
      List<Capture> commands, boolean atomic, Escort escort) {
    // Reading takes the longest of all and touches nothing, so every processor takes a share of it.
    List<Outcome<LeadContent>> read =
        commands.parallelStream().map(command -> command.draft().read(phones)).toList();
    List<Outcome<LeadContent>> contents =
        IntStream.range(0, read.size())
            .mapToObj(i -> alsoRefused(read.get(i), escort.problems(i)))
            .toList();
    List<Outcome<Change<Lead>>> births =
        new DistinctBirths(store, Visibility.of(context.actor(), VIEW))
            .distinct(Streams.zip(commands.stream(), contents.stream(), this::born).toList());
    List<Escorted> good = new ArrayList<>();
    List<Outcome<Lead>> outcomes = new ArrayList<>();
    for (int i = 0; i < births.size(); i++) {
      int index = i;
      births.get(i).map(birth -> good.add(new Escorted(index, birth)));
      outcomes.add(births.get(i).map(Change::next));
    }
    if (atomic && good.size() < commands.size()) {
      return Outcome.done(new CapturedBatch(ManyChanges.noneDone(outcomes)));
    }
    LeadBatch batch = batch();
    good.forEach(
        each -> batch.born(each.birth().with(escort.born(each.index(), each.birth().next()))));
    batch.save();
    escort.save();
    return Outcome.done(new CapturedBatch(outcomes));
  }
}

package dev.kith.crm.application.lead;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Wires the lead feature. */
public final class LeadFeature {

  /** The kind of the job that makes one lead new. */
  public static final String REAWAKEN = "lead.reawaken";

  /** The intention of finding out more about a lead, and filling its fields by it. */
  public static final String ENRICH = "lead.enrich";

  private static final String LEAD = "lead";

  private final Kernel kernel;
  private final PhoneReader phones;
  private final Owners owners;
  private final Births births;
  private final Births always;
  private final SaidByLeads said;
  private final BroughtAlong along;
  private final Supplier<PoolAssigning> pools;

  /**
   * @param births usually told of leads that are captured
   * @param always told of every lead that is captured, whoever else is
   * @param said told of every consent that the fields of leads name
   * @param along keeps what drafts that are brought in have besides the fields of leads
   * @param pools from which leads are assigned, once all is wired
   */
  public LeadFeature(
      Kernel kernel,
      PhoneReader phones,
      Owners owners,
      Births births,
      Births always,
      SaidByLeads said,
      BroughtAlong along,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.phones = phones;
    this.owners = owners;
    this.births = births;
    this.always = always;
    this.said = said;
    this.along = along;
  }

  public Leads leads(Context context) {
    return leads(context, births);
  }

  /**
   * @param watcher told of what is captured, in place of who is usually told
   */
  public Leads leads(Context context, Births watcher) {
    return service(context, watcher, "Lead");
  }

  /**
   * @param source where that was said what fields of leads say of consent
   */
  private LeadService service(Context context, Births watcher, String source) {
    return new LeadService(
        kernel,
        context,
        phones,
        owners,
        watcher.and(always),
        new LeadConsents(said, source),
        pools);
  }

  /**
   * As {@link Leads#captureAll}, with an escort that is told of what is captured in place of who is
   * usually told.
   */
  public Outcome<List<Outcome<Lead>>> captureAll(
      Context context, List<Leads.Capture> commands, boolean atomic, Escort escort) {
    return service(context, Births.UNWATCHED, "Lead").captureAll(commands, atomic, escort);
  }

  public LeadUpserts upserts(Context context) {
    return new LeadUpsertService(
        kernel, context, phones, service(context, Births.UNWATCHED, "Import"), along, said);
  }

  public LeadQueries queries(Context context) {
    return new LeadQueryService(kernel, context);
  }

  /** Those of these leads that the actor sees, in any order. */
  public List<LeadView> seen(Context context, Collection<LeadId> leads) {
    return new LeadQueryService(kernel, context).all(leads);
  }

  /**
   * The way in which every command changes a lead, for features that have intentions of their own
   * with leads: the same permissions, versions, audit entries and events.
   */
  public Changes<LeadId, Lead> changes(Context context) {
    return new Changes<>(LeadService.KIND, kernel.storage().leads(), kernel, context);
  }

  /**
   * Saves changes of many leads, on which the caller has decided within this run, with a handful of
   * statements. No lead has two.
   *
   * @param intention what is done, as in {@link Changes#change}
   */
  public void saveAll(Context context, String intention, Map<Lead, Change<Lead>> changes) {
    LeadBatch batch = service(context, births, "").batch();
    changes.forEach((before, change) -> batch.changed(before, intention, change));
    batch.save();
  }

  /** The outcome of such a command, which names no lead that the actor may not see. */
  public <T> Outcome<T> discreet(Context context, Outcome<T> outcome) {
    return new Discretion(kernel.storage().leads(), context.actor()).about(outcome);
  }

  /** Has a recycled lead made new at its moment. */
  public void reawakenOnTime(EventEnvelope recycled, JobQueue jobs) {
    if (recycled.event() instanceof LeadEvent.Recycled(LeadId lead, Instant until)) {
      jobs.enqueue(
          JobRequest.of(REAWAKEN)
              .with(LEAD, lead.toString())
              .about(recycled.event().subject())
              .unique(REAWAKEN + "/" + lead + "/" + until)
              .at(until));
    }
  }

  /**
   * Does the job {@link #REAWAKEN}; a lead that is no longer recycled, or until later, stays as it
   * is.
   */
  public void reawaken(JobRun run) {
    LeadId lead = new LeadId(UUID.fromString(Objects.requireNonNull(run.payload().get(LEAD))));
    run.finish(() -> service(run.systemContext(), births, "Lead").reawaken(lead)).orElseThrow();
  }

  /** Leads, as they are given to users of pools. */
  public AssignableRecords assignable() {
    return new LeadsToAssign(kernel, this);
  }

  /** Leads, as other records are about them. */
  public RelatedRecords related() {
    return new LeadsAsRelated(kernel);
  }

  /** The versions of all leads, against which their audit trail is held. */
  public VersionedRecords versions() {
    return new VersionedLeads(kernel.storage().leads());
  }

  /** Makes recycled leads new whose moment has come; answers how many there were. */
  public int reawakenDue(String cause) {
    LeadService service = service(Context.of(Actor.SYSTEM).causedBy(cause), births, "Lead");
    var due = kernel.storage().leads().recycledUntil(kernel.now(), Leads.LARGEST_BATCH);
    due.forEach(service::reawaken);
    return due.size();
  }
}

package dev.kith.crm.application.conversion;

import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.Becoming;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.BatchRefused;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class ConversionService implements Conversions {

  static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final String CONVERT = "lead.convert";

  private static final Changes.Kind<ConversionId, Conversion> KIND =
      new Changes.Kind<>(
          Feature.LEAD,
          Conversion.class,
          Conversion::subjectOf,
          Conversion::facts,
          Conversion::owner);

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;
  private final DuplicatePolicy duplicates;
  private final ConversionStore store;

  /**
   * @param duplicates what becomes of leads for which there are records that may be the same
   */
  ConversionService(Kernel kernel, Context context, Parties parties, DuplicatePolicy duplicates) {
    this.duplicates = duplicates;
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
    this.store = kernel.storage().conversions();
  }

  @Override
  public Outcome<Preview> preview(Convert command) {
    return lead(command.lead())
        .map(lead -> {
          ConversionMapping mapping = kernel.storage().conversionMapping().current();
          long version = mapping.revision().version();
          Optional<Conversion> already = store.ofLead(lead.id());
          if (already.isPresent()) {
            Conversion done = already.get();
            return new Preview(
                lead.id(), List.of(), List.of(), List.of(), null, 0, done.mapping(), done);
          }
          Plan plan =
              new Planning(kernel, context, parties, command, duplicates).of(lead, mapping.terms());
          return new Preview(
              lead.id(),
              new PlansInSight(context.actor(), command, mapping.terms(), lead, parties::isAnybodys)
                  .of(plan.parts()),
              problems(command, lead, plan, mapping),
              plan.candidates(),
              plan.resolution(),
              (int) tasksOf(lead),
              version,
              null);
        });
  }

  /**
   * What the plan finds, or else what only doing it shows, such as a domain of somebody else: it is
   * done and undone.
   */
  private List<Violation> problems(
      Convert command, Lead lead, Plan plan, ConversionMapping mapping) {
    List<Violation> known = plan.everything();
    if (!known.isEmpty()) {
      return known;
    }
    Outcome<Conversion> tried =
        kernel
            .transactions()
            .run(() ->
                carriedOut(command, lead, plan, mapping)
                    .then(done -> Outcome.refused(new BatchRefused())));
    return switch (tried) {
      case Outcome.Done<Conversion> never -> throw new IllegalStateException("it was kept");
      case Outcome.Refused<Conversion>(BatchRefused none) -> List.of();
      case Outcome.Refused<Conversion>(var refusal) when !refusal.violations().isEmpty() ->
          refusal.violations();
      case Outcome.Refused<Conversion>(var refusal) ->
          List.of(new Violation("", refusal.code(), refusal.detail()));
    };
  }

  private long tasksOf(Lead lead) {
    return Objects.requireNonNullElse(
        kernel
            .storage()
            .taskReads()
            .page(
                ListQuery.all(TaskFields.CATALOGUE)
                    .where(
                        new Filter.Compare("relatedId", Filter.Op.EQ, List.of(lead.id().value())))
                    .in(ListQuery.Bin.BOTH)
                    .limitedTo(1)
                    .withCount(),
                new Visibility.All())
            .total(),
        0L);
  }

  @Override
  public Outcome<Converted> convert(Convert command) {
    Outcome<Converted> first = attempt(command);
    return first instanceof Outcome.Refused<Converted>(var refusal)
            && (refusal instanceof AccountRefusal.DomainTaken
                || refusal instanceof ContactRefusal.EmailTaken)
        // Somebody made the very record at the same moment: now it can be matched.
        ? attempt(command)
        : first;
  }

  private Outcome<Converted> attempt(Convert command) {
    return kernel
        .idempotency()
        .once(
            context,
            CONVERT + " " + Lead.subjectOf(command.lead()),
            command,
            Converted.class,
            () -> converted(command));
  }

  private Outcome<Converted> converted(Convert command) {
    store.hold(command.lead());
    return lead(command.lead())
        .then(lead -> {
          Optional<Conversion> already = store.ofLead(lead.id());
          if (already.isPresent()) {
            return Outcome.done(new Converted(already.get(), true));
          }
          if (lead.status() instanceof LeadStatus.Converted) {
            // By another program, which kept no conversion.
            return Outcome.refused(new LeadRefusal.AlreadyConverted(lead.id().value()));
          }
          ConversionMapping mapping = kernel.storage().conversionMapping().current();
          return new Planning(kernel, context, parties, command, duplicates)
              .of(lead, mapping.terms())
              .allowed()
              .then(plan -> carriedOut(command, lead, plan, mapping))
              .map(conversion -> new Converted(conversion, false));
        });
  }

  /** All of it, within a run. */
  private Outcome<Conversion> carriedOut(
      Convert command, Lead lead, Plan plan, ConversionMapping mapping) {
    ConversionId id = new ConversionId(kernel.ids().next());
    Instant now = kernel.now();
    UserId owner = Planning.ownerOf(lead, command);
    return account(plan, owner)
        .then(account ->
            contact(plan, owner, account)
                .then(contact ->
                    opportunity(command, plan, owner, account, contact)
                        .then(opportunity -> {
                          Conversion.Parts parts =
                              new Conversion.Parts(
                                  account.part(), contact.part(), opportunity.part());
                          return become(lead, parts.becoming(id), now)
                              .then(closed -> kept(id, lead, parts, mapping, now));
                        })));
  }

  private Outcome<Conversion> kept(
      ConversionId id, Lead lead, Conversion.Parts parts, ConversionMapping mapping, Instant now) {
    List<UUID> tasks =
        kernel.storage().tasks().move(lead.subject(), parts.heir()).stream()
            .map(TaskId::value)
            .toList();
    return changes(context.further())
        .createOwn(
            "conversion.complete",
            "",
            () ->
                Outcome.done(
                    Conversion.of(
                        id,
                        new Conversion.Before(lead.id(), lead.owner(), lead.status().since()),
                        parts,
                        tasks,
                        mapping.revision().version(),
                        new Conversion.Author(
                            context.actor().id(), context.actor().name(), context.cause()),
                        now)));
  }

  /** One of the records, which may be none. */
  private record Made(@Nullable Part part) {
    static final Made NOTHING = new Made(null);
  }

  private static Made there(Planned planned) {
    return new Made(new Part(Objects.requireNonNull(planned.id()), planned.how()));
  }

  private static Made created(UUID id) {
    return new Made(new Part(id, Part.How.CREATED));
  }

  private Outcome<Made> account(Plan plan, @Nullable UserId owner) {
    Planned planned = plan.part(Target.ACCOUNT).orElse(null);
    if (planned == null || planned.id() != null) {
      return Outcome.done(planned == null ? Made.NOTHING : there(planned));
    }
    return parties
        .accounts()
        .accounts(context.further())
        .create(new Accounts.Create(Planning.account(planned.fields()), owner))
        .map(account -> created(account.id().value()));
  }

  private Outcome<Made> contact(Plan plan, @Nullable UserId owner, Made account) {
    Planned planned = plan.part(Target.CONTACT).orElse(null);
    if (planned == null || planned.id() != null) {
      return Outcome.done(planned == null ? Made.NOTHING : there(planned));
    }
    ContactDraft draft = Planning.contact(planned.fields());
    Part employer = account.part();
    return parties
        .people()
        .people(context.further())
        .create(
            new People.Create(
                employer == null ? draft : draft.at(new AccountId(employer.id())), owner))
        .map(contact -> created(contact.id().value()));
  }

  private Outcome<Made> opportunity(
      Convert command, Plan plan, @Nullable UserId owner, Made account, Made contact) {
    Planned planned = plan.part(Target.OPPORTUNITY).orElse(null);
    Deal deal = command.opportunity();
    if (planned == null || deal == null) {
      return Outcome.done(Made.NOTHING);
    }
    OpportunityDraft draft = Planning.opportunity(planned.fields());
    Part buyer = account.part();
    return parties
        .opportunities()
        .opportunities(context.further())
        .create(
            new Opportunities.Create(
                buyer == null ? draft : draft.account(new AccountId(buyer.id())),
                owner,
                deal.pipeline(),
                deal.stage()))
        .then(opportunity -> {
          UUID id = opportunity.id().value();
          Part person = contact.part();
          return person == null
              ? Outcome.done(id)
              : new FirstRole(kernel, context, parties).begin(deal, person.id(), id, owner);
        })
        .map(ConversionService::created);
  }

  private Outcome<Lead> become(Lead lead, Becoming becoming, Instant now) {
    Long expected = context.expectedVersion();
    return change(
        lead,
        expected == null ? lead.revision().version() : expected,
        CONVERT,
        current -> current.convert(becoming, now));
  }

  private Outcome<Lead> change(
      Lead lead, long version, String intention, Function<Lead, Outcome<Change<Lead>>> decide) {
    return parties
        .leads()
        .changes(context.further().expecting(version))
        .change(lead.id(), Action.EDIT, intention, "", decide);
  }

  @Override
  public Outcome<Conversion> undo(ConversionId id) {
    return changes(context)
        .change(
            id,
            Action.EDIT,
            "conversion.undo",
            "",
            conversion -> new Undoing(kernel, context, parties).of(conversion));
  }

  @Override
  public Outcome<List<PersonAnswer>> mayContact(ContactId contact) {
    return new AskingAboutContacts(kernel, context, parties).mayContact(contact);
  }

  @Override
  public Outcome<List<Origin>> origins(Target target, UUID record) {
    return new Tracing(kernel, context, parties).origins(target, record);
  }

  @Override
  public Outcome<Conversion> get(ConversionId id) {
    return store
        .find(id)
        .map(conversion ->
            Permits.requireOn(
                context.actor(),
                Feature.LEAD,
                Action.VIEW,
                conversion.subject(),
                conversion.owner(),
                () -> Outcome.done(conversion)))
        .orElseGet(() -> Outcome.refused(NotFound.of("conversion", id.value())));
  }

  @Override
  public Outcome<List<Conversion>> list(Which which, @Nullable ConversionId after, int limit) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.done(
                store.list(
                    new Which(which.lead(), Origins.of(kernel, which.records())),
                    Visibility.of(context.actor(), VIEW),
                    after,
                    Math.clamp(limit, 1, LARGEST_LIST))));
  }

  /** A lead that the actor may convert, whatever its state. */
  private Outcome<Lead> lead(LeadId id) {
    return lead(kernel, context, id);
  }

  static Outcome<Lead> lead(Kernel kernel, Context context, LeadId id) {
    return new LeadReach(kernel.storage().leads(), context.actor())
        .find(id, Action.EDIT)
        .then(lead -> {
          if (lead.mergedInto() != null) {
            return Outcome.refused(
                new LeadRefusal.Merged(lead.id().value(), lead.mergedInto().value()));
          }
          return lead.revision().isDeleted()
              ? Outcome.refused(new LeadRefusal.Deleted(lead.id().value()))
              : Outcome.done(lead);
        });
  }

  private Changes<ConversionId, Conversion> changes(Context within) {
    return new Changes<>(KIND, store, kernel, within);
  }
}

package dev.kith.crm.application.intake.attribution;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.Escort;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.attribution.AttributionRefusal.TooManyTouches;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchEvent;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

final class TouchService implements Touches {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);

  private static final Changes.Kind<UUID, AttributionRules> RULES =
      new Changes.Kind<>(
          Feature.LEAD,
          AttributionRules.class,
          AttributionRules::subjectOf,
          AttributionRules::facts,
          rules -> null);

  private final Kernel kernel;
  private final Context context;
  private final LeadFeature leads;
  private final TouchStore store;
  private final AttributionRuleStore ruleStore;

  TouchService(Kernel kernel, Context context, LeadFeature leads) {
    this.kernel = kernel;
    this.context = context;
    this.leads = leads;
    this.store = kernel.storage().touches();
    this.ruleStore = kernel.storage().attributionRules();
  }

  @Override
  public Outcome<Lead> capture(Leads.Capture command, List<TouchDraft> touches) {
    return kernel
        .idempotency()
        .once(
            context,
            "lead.capture-touched",
            List.of(command, touches),
            Lead.class,
            () -> captured(command, touches));
  }

  @Override
  public Outcome<List<Outcome<Lead>>> captureAll(List<Arrival> arrivals, boolean atomic) {
    return kernel
        .idempotency()
        .once(
            context,
            "lead.capture-all-touched " + atomic,
            arrivals,
            Captured.class,
            () -> capturedAll(arrivals, atomic).map(Captured::new))
        .map(Captured::outcomes);
  }

  /** The outcomes of a batch, as they are remembered under an idempotency key. */
  record Captured(List<Outcome<Lead>> outcomes) {
    Captured {
      outcomes = List.copyOf(outcomes);
    }
  }

  private Outcome<List<Outcome<Lead>>> capturedAll(List<Arrival> arrivals, boolean atomic) {
    AttributionRules rules = ruleStore.rules();
    List<Outcome<List<TouchContent>>> read =
        arrivals.stream().map(each -> read(rules, each.touches(), "touches")).toList();
    List<Leads.Capture> commands = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Leads.Capture command = arrivals.get(i).lead();
      LeadDraft draft = withCampaign(command.draft(), contents(read.get(i)));
      commands.add(new Leads.Capture(draft, command.owner()));
    }
    List<Touch> fresh = new ArrayList<>();
    Escort escort =
        new Escort() {
          @Override
          public List<Violation> problems(int index) {
            return read.get(index).violations();
          }

          @Override
          public List<DomainEvent> born(int index, Lead lead) {
            List<TouchContent> contents = contents(read.get(index));
            List<Touch> own =
                fresh(
                    lead,
                    withOwn(rules, lead, arrivals.get(index).lead().draft(), contents),
                    Set.of());
            fresh.addAll(own);
            // The birth itself announces a campaign.
            return contents.isEmpty()
                ? List.of()
                : List.of(new TouchEvent.Recorded(lead.id(), own));
          }

          @Override
          public void save() {
            store.addAll(fresh);
          }
        };
    return leads.captureAll(context.further(), commands, atomic, escort);
  }

  private static List<TouchContent> contents(Outcome<List<TouchContent>> read) {
    return read.orElse(List.of());
  }

  private Outcome<Lead> captured(Leads.Capture command, List<TouchDraft> drafts) {
    return switch (read(drafts, "touches")) {
      case Outcome.Refused<List<TouchContent>>(var refusal) -> {
        List<Violation> all = new ArrayList<>(leads.leads(context).problemsOf(command.draft()));
        all.addAll(refusal.violations());
        yield Outcome.refused(new Invalid(all));
      }
      case Outcome.Done<List<TouchContent>>(var contents) ->
          leads
              .leads(context.further(), born -> touched(born, command.draft(), contents))
              .capture(new Leads.Capture(withCampaign(command.draft(), contents), command.owner()));
    };
  }

  private List<DomainEvent> touched(List<Lead> born, LeadDraft said, List<TouchContent> contents) {
    return born.stream()
        .map(lead -> {
          List<Touch> fresh =
              fresh(lead, withOwn(ruleStore.rules(), lead, said, contents), Set.of());
          store.addAll(fresh);
          return (DomainEvent) new TouchEvent.Recorded(lead.id(), fresh);
        })
        .toList();
  }

  /** The campaign of the first touch that counts, for a lead that says nothing of one itself. */
  private static LeadDraft withCampaign(LeadDraft draft, List<TouchContent> contents) {
    if (saysCampaign(draft)) {
      return draft;
    }
    return contents.stream()
        .filter(TouchContent::counts)
        .min(TouchContent.ORDER)
        .map(TouchContent::campaign)
        .map(first ->
            draft
                .with(LeadField.UTM_SOURCE, first.utmSource())
                .with(LeadField.UTM_MEDIUM, first.utmMedium())
                .with(LeadField.UTM_CAMPAIGN, first.utmCampaign())
                .with(LeadField.UTM_TERM, first.utmTerm())
                .with(LeadField.UTM_CONTENT, first.utmContent()))
        .orElse(draft);
  }

  private static boolean saysCampaign(LeadDraft draft) {
    return Stream.of(
            LeadField.UTM_SOURCE,
            LeadField.UTM_MEDIUM,
            LeadField.UTM_CAMPAIGN,
            LeadField.UTM_TERM,
            LeadField.UTM_CONTENT)
        .map(draft.values()::get)
        .anyMatch(text -> text != null && !VisibleText.isBlank(text));
  }

  /** The touches, and the campaign that the lead itself was said to have, unless one has it. */
  private List<TouchContent> withOwn(
      AttributionRules rules, Lead lead, LeadDraft said, List<TouchContent> contents) {
    TouchDraft own = TouchDraft.of(lead.content().attribution());
    if (!saysCampaign(said)) {
      return contents;
    }
    TouchContent content =
        rules
            .rejectingNothing()
            .read(
                own.deliveredAs(Touch.keyAtBirth(lead.id())).at(lead.revision().createdAt()),
                kernel.now())
            .orElseThrow();
    if (contents.stream().anyMatch(c -> c.campaign().equals(content.campaign()))) {
      return contents;
    }
    List<TouchContent> all = new ArrayList<>(contents);
    all.add(content);
    return all;
  }

  @Override
  public Outcome<TouchHistory> record(LeadId lead, TouchDraft touch) {
    return recorded(lead, touch, () -> ruleStore.rules().read(touch, kernel.now()).map(List::of));
  }

  @Override
  public Outcome<TouchHistory> recordAll(LeadId lead, List<TouchDraft> touches) {
    return recorded(lead, touches, () -> read(touches, "items"));
  }

  private Outcome<TouchHistory> recorded(
      LeadId id, Object command, Supplier<Outcome<List<TouchContent>>> reading) {
    return leads
        .changes(context)
        .change(
            id,
            Action.EDIT,
            "lead.touch",
            command,
            lead -> reading.get().then(contents -> attached(lead, contents)))
        .map(this::history);
  }

  private Outcome<List<TouchContent>> read(List<TouchDraft> drafts, String below) {
    return read(ruleStore.rules(), drafts, below);
  }

  private Outcome<List<TouchContent>> read(
      AttributionRules rules, List<TouchDraft> drafts, String below) {
    if (drafts.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  below, "too-many", "At most " + LARGEST_BATCH + " touches go into one batch.")));
    }
    Checks checks = new Checks();
    List<TouchContent> contents = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      TouchContent content = checks.take(below + "/" + i, rules.read(drafts.get(i), kernel.now()));
      if (content != null) {
        contents.add(content);
      }
    }
    return checks.orRefuse(() -> contents);
  }

  private Outcome<Change<Lead>> attached(Lead lead, List<TouchContent> contents) {
    List<Touch> before = store.of(lead.id());
    List<Touch> fresh =
        fresh(
            lead,
            contents,
            before.stream().map(touch -> touch.content().key()).collect(toImmutableSet()));
    if (before.size() + fresh.size() > Touch.MOST) {
      return Outcome.refused(new TooManyTouches(Touch.MOST));
    }
    return lead.attach(new TouchEvent.Recorded(lead.id(), fresh), kernel.now())
        .map(change -> {
          store.addAll(fresh);
          return fresh.isEmpty() ? Change.none(lead) : change;
        });
  }

  private List<Touch> fresh(Lead lead, List<TouchContent> contents, Set<String> known) {
    Set<String> keys = new HashSet<>(known);
    return contents.stream()
        .filter(content -> keys.add(content.key()))
        .map(content ->
            new Touch(new TouchId(kernel.ids().next()), lead.id(), kernel.now(), content))
        .toList();
  }

  @Override
  public Outcome<TouchHistory> of(LeadId id) {
    return new LeadReach(kernel.storage().leads(), context.actor())
        .find(id, Action.VIEW)
        .map(this::history);
  }

  private TouchHistory history(Lead lead) {
    return TouchHistory.of(store.of(lead.id()), lead.status())
        .without(context.actor().grants().maskedFieldsOf(Feature.LEAD));
  }

  @Override
  public Outcome<AttributionRules> rules() {
    return Permits.require(context.actor(), VIEW, () -> Outcome.done(ruleStore.rules()));
  }

  @Override
  public Outcome<AttributionRules> setRules(AttributionRules.Settings settings) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(RULES, ruleStore, kernel, context)
                .change(
                    AttributionRules.ID,
                    Action.ADMINISTER,
                    "attribution.set-rules",
                    settings,
                    rules -> rules.set(settings, kernel.now())));
  }

  @Override
  public Outcome<TouchVerdict> preview(AttributionRules.Settings settings, TouchDraft touch) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            ruleStore
                .rules()
                .set(settings, kernel.now())
                .map(change -> change.next().judge(touch, kernel.now())));
  }
}

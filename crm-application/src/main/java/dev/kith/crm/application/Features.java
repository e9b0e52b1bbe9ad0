package dev.kith.crm.application;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.AccessFeature;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.UserOwners;
import dev.kith.crm.application.access.login.LoginFeature;
import dev.kith.crm.application.access.login.PasswordHasher;
import dev.kith.crm.application.account.AccountFacts;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.account.automation.AccountActions;
import dev.kith.crm.application.account.automation.AccountPresets;
import dev.kith.crm.application.account.automation.AccountRecords;
import dev.kith.crm.application.account.stagetime.StageTimeFeature;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.AssignmentFeature;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.assignment.automation.AssignActions;
import dev.kith.crm.application.audit.AuditFeature;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.AutomationFeature;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.automation.webhook.WebhookSender;
import dev.kith.crm.application.automation.webhook.Webhooks;
import dev.kith.crm.application.calendar.CalendarFeature;
import dev.kith.crm.application.competitor.CompetitorFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.contact.automation.ContactRecords;
import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.conversion.analytics.AnalyticsFeature;
import dev.kith.crm.application.conversion.automation.ConversionActions;
import dev.kith.crm.application.conversion.batch.BatchFeature;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.event.EventFeature;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.funnel.FunnelFeature;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.intake.IntakeFeature;
import dev.kith.crm.application.intake.attribution.AttributionFeature;
import dev.kith.crm.application.intake.consent.ConsentFeature;
import dev.kith.crm.application.intake.contact.ContactFeature;
import dev.kith.crm.application.intake.duplicates.DuplicateFeature;
import dev.kith.crm.application.intake.duplicates.merge.MergeFeature;
import dev.kith.crm.application.intake.duplicates.scan.ScanFeature;
import dev.kith.crm.application.intake.enrichment.EnrichmentFeature;
import dev.kith.crm.application.intake.review.ReviewFeature;
import dev.kith.crm.application.intake.rows.RecordIntake;
import dev.kith.crm.application.intake.validation.ValidationFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.application.lead.automation.LeadActions;
import dev.kith.crm.application.lead.automation.LeadPresets;
import dev.kith.crm.application.lead.automation.LeadRecords;
import dev.kith.crm.application.lifecycle.LifecycleFeature;
import dev.kith.crm.application.notification.DeadJobAlarm;
import dev.kith.crm.application.notification.DeadLetterAlarm;
import dev.kith.crm.application.notification.NotificationFeature;
import dev.kith.crm.application.notification.automation.Alarm;
import dev.kith.crm.application.notification.automation.NotificationActions;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.opportunity.automation.OpportunityRecords;
import dev.kith.crm.application.pipeline.PipelineFeature;
import dev.kith.crm.application.product.ProductFeature;
import dev.kith.crm.application.relationship.RelationshipFeature;
import dev.kith.crm.application.relationship.TargetRecords;
import dev.kith.crm.application.relationship.automation.RoleActions;
import dev.kith.crm.application.scoring.automation.ScoreActions;
import dev.kith.crm.application.scoring.card.CardFeature;
import dev.kith.crm.application.scoring.card.StoredScores;
import dev.kith.crm.application.scoring.engagement.EngagementFeature;
import dev.kith.crm.application.scoring.ledger.LedgerFeature;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.application.scoring.model.ModelFeature;
import dev.kith.crm.application.scoring.tracking.TrackingFeature;
import dev.kith.crm.application.task.TaskFeature;
import dev.kith.crm.application.task.automation.TaskActions;
import dev.kith.crm.application.task.escalation.EscalationFeature;
import dev.kith.crm.application.task.feed.FeedFeature;
import dev.kith.crm.application.task.reminder.ReminderFeature;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.TargetKind;
import java.util.ArrayList;
import java.util.List;

/** The features of one CRM, made once and put together here; who may ask them is up to them. */
final class Features {

  final LeadFeature leads;
  final Owners owners;
  final AccountFeature accounts;
  final PeopleFeature people;
  final OpportunityFeature opportunities;
  final PipelineFeature pipelines;
  final ProductFeature products;
  final CompetitorFeature competitors;
  final FunnelFeature funnel;
  final ConversionFeature conversion;
  final BatchFeature conversionBatches;
  final AnalyticsFeature conversionAnalytics;
  final LifecycleFeature lifecycle;
  final RelationshipFeature relationships;
  final LoginFeature login;
  final AccessFeature access;
  final StageTimeFeature stageTimes;
  final FeedFeature feeds;
  final JobFeature jobs;
  final IntakeFeature intake;
  final ReviewFeature reviewing;
  final ValidationFeature validation;
  final DuplicateFeature duplicates;
  final AttributionFeature attribution;
  final ConsentFeature consent;
  final ContactFeature contact;
  final EnrichmentFeature enrichment;
  final EngagementFeature engagement;
  final LedgerFeature ledger;
  final ModelFeature models;
  final CardFeature cards;
  private final StoredScores storedScores;
  final TrackingFeature tracking;
  final MergeFeature merging;
  final ScanFeature scanning;
  final CalendarFeature calendars;
  final CurrencyFeature currencies;
  final TaskFeature tasks;
  final ReminderFeature reminders;
  final EscalationFeature escalations;
  final AssignmentFeature assignment;
  final EventFeature events;
  final AuditFeature audit;
  final AutomationFeature automation;
  final NotificationFeature notifications;

  Features(Crm.Builder options, Background background) {
    Storage storage = options.storage;
    List<Reaction> reactions = new ArrayList<>(Reactions.all(this));
    reactions.addAll(options.reactions);
    Kernel kernel =
        new Kernel(
            storage,
            options.clock,
            options.ids,
            new Idempotency(storage.transactions(), storage.idempotencyKeys(), options.clock),
            new Auditing(storage.audit(), options.ids),
            new Announcing(
                storage.outbox(),
                storage.transactions(),
                options.ids,
                reactions,
                background::wakeEvents));
    PhoneNumbers phones = new PhoneNumbers(options.homeCountry);
    owners = options.owners == null ? new UserOwners(storage.accessReads()) : options.owners;
    Births enriched =
        options.enrichNewLeads
            ? EnrichmentFeature.births(kernel, this::toldOfNewLeads)
            : Births.UNWATCHED;
    leads =
        new LeadFeature(
            kernel,
            phones,
            owners,
            AttributionFeature.births(kernel),
            enriched,
            ConsentFeature.ledgers(kernel),
            AttributionFeature.touchesOfRows(kernel),
            this::pools);
    accounts = new AccountFeature(kernel, phones, owners, options.mailLists, this::pools);
    people = new PeopleFeature(kernel, phones, owners, accounts.related(), this::pools);
    currencies = new CurrencyFeature(kernel);
    opportunities =
        new OpportunityFeature(kernel, owners, accounts.related(), currencies, this::pools);
    pipelines = new PipelineFeature(kernel, OpportunityFeature.inStages(kernel));
    products = new ProductFeature(kernel, OpportunityFeature.ofProducts(kernel));
    competitors = new CompetitorFeature(kernel, OpportunityFeature.ofCompetitors(kernel));
    funnel = new FunnelFeature(kernel, currencies, opportunities);
    lifecycle =
        new LifecycleFeature(
            kernel, AccountFacts.requirable(), AccountFacts.ALL, accounts.onWays());
    notifications = new NotificationFeature(kernel);
    jobs =
        new JobFeature(
            kernel,
            options.processName,
            options.jitter,
            background::wakeJobs,
            new DeadJobAlarm(notifications.notifier()));
    calendars = new CalendarFeature(kernel);
    tasks =
        new TaskFeature(
            kernel,
            owners,
            List.of(leads.related(), accounts.related(), people.related(), opportunities.related()),
            this::pools);
    relationships = new RelationshipFeature(kernel, people, targets(kernel), opportunities, tasks);
    assignment = new AssignmentFeature(kernel, owners, assignable());
    reminders =
        new ReminderFeature(
            kernel, tasks, notifications.notifier(), jobs, background::wakeSchedules);
    attribution = new AttributionFeature(kernel, leads);
    consent = new ConsentFeature(kernel, leads);
    contact = new ContactFeature(kernel, phones, options.doNotCall, options.doNotCallPatience);
    duplicates = new DuplicateFeature(kernel, leads, accounts, jobs, phones);
    conversion =
        new ConversionFeature(
            kernel,
            new ConversionFeature.Parties(
                leads,
                accounts,
                people,
                opportunities,
                relationships,
                duplicates,
                attribution,
                contact,
                owners,
                options.mailLists));
    conversionBatches = new BatchFeature(kernel, conversion, leads, jobs);
    conversionAnalytics = new AnalyticsFeature(kernel);
    login =
        new LoginFeature(
            kernel,
            options.passwordHasher == null
                ? PasswordHasher.argon2id(options.secrets)
                : options.passwordHasher,
            options.secrets);
    access = new AccessFeature(kernel, login, MaskableFields.all());
    feeds = new FeedFeature(kernel, access);
    escalations =
        new EscalationFeature(
            kernel, tasks, notifications.notifier(), jobs, background::wakeSchedules);
    stageTimes = new StageTimeFeature(kernel, jobs, background::wakeSchedules);
    RecordIntake records =
        new RecordIntake(
            kernel, owners, phones, accounts, people, opportunities, products, currencies);
    intake = new IntakeFeature(kernel, leads, records, jobs, phones, options.largestImport);
    reviewing = new ReviewFeature(kernel, leads, records);
    enrichment =
        new EnrichmentFeature(
            kernel,
            leads,
            phones,
            options.mailLists,
            options.enrichmentSources,
            options.enrichmentTimeout,
            jobs,
            background::wakeSchedules);
    storedScores = new StoredScores(kernel, jobs.queue());
    cards = new CardFeature(kernel, storedScores, jobs.queue());
    Settling settling = new Settling(kernel, jobs.queue(), storedScores);
    engagement = new EngagementFeature(kernel, settling);
    ledger = new LedgerFeature(kernel, settling);
    models = new ModelFeature(kernel, jobs, storedScores);
    tracking = new TrackingFeature(kernel, settling, engagement, consent);
    merging = new MergeFeature(kernel, leads, accounts, people, phones, belongings(options));
    scanning = new ScanFeature(kernel, accounts, jobs);
    validation =
        new ValidationFeature(
            kernel,
            leads,
            phones,
            options.mailDomains,
            options.mailLists,
            options.geocoder,
            options.vatRegister);
    events =
        new EventFeature(
            kernel,
            options.jitter,
            reactions,
            new DeadLetterAlarm(notifications.notifier(), options.clock),
            background::wakeEvents);
    audit =
        new AuditFeature(
            kernel,
            List.of(
                leads.versions(), accounts.versions(), people.versions(), opportunities.versions()),
            jobs.queue(),
            MaskableFields::hiddenFrom);
    automation =
        new AutomationFeature(
            kernel,
            records(kernel),
            actions(),
            ImmutableList.<RulePreset>builder()
                .addAll(LeadPresets.all())
                .addAll(AccountPresets.all())
                .build(),
            new Alarm(notifications.notifier()),
            jobs,
            MaskableFields::hiddenFrom);
    Routines.register(jobs, kernel, leads, audit);
    jobs.register(NotificationFeature.CLEAN, notifications::clean);
    jobs.register(EscalationFeature.REPLAN, escalations::planAll);
    jobs.register(StageTimeFeature.REPLAN, stageTimes::planAll);
    jobs.register(Settling.CROSS, ledger::cross);
    jobs.register(Settling.SETTLE_ALL, ledger::settleAll);
    models.register();
    jobs.register(StoredScores.RECALCULATE, storedScores::recalculate);
    WebhookSender webhooks = options.webhooks;
    if (webhooks != null) {
      jobs.register(Webhooks.SEND, Webhooks.sending(kernel, webhooks));
    }
    jobs.register(TrackingFeature.FORGET, tracking::forget);
    options.handlers.forEach(jobs::register);
    jobs.schedule(
        ImmutableList.<Recurring>builder()
            .addAll(Routines.all())
            .addAll(ModelFeature.routines())
            .addAll(options.enrichNewLeads ? Routines.ofNewLeads() : List.of())
            .addAll(options.recurring)
            .build());
  }

  /** Brings about what is due by the clock, or because leads have come in. */
  WorkLoop.Work scheduling() {
    return storedScores.besides(
        reminders
            .work()
            .before(escalations.work())
            .before(stageTimes.work())
            .before(automation.besides(enrichment.besides(jobs.scheduling()))));
  }

  /** Nobody captures leads before the features are made. */
  private void toldOfNewLeads() {
    enrichment.toldOfNewLeads();
  }

  /** Nobody assigns anything before the features are made. */
  private PoolAssigning pools() {
    return assignment.assigning();
  }

  /** What has owners, besides the tasks about it. */
  private List<AssignableRecords> owned() {
    return List.of(
        leads.assignable(),
        accounts.assignable(),
        people.assignable(accounts::ownersOf),
        opportunities.assignable(accounts::ownersOf, accounts::countryOf));
  }

  private List<AssignableRecords> assignable() {
    List<AssignableRecords> owned = owned();
    return ImmutableList.<AssignableRecords>builder()
        .addAll(owned)
        .add(tasks.assignable(owned))
        .build();
  }

  /** For what contacts can have roles. */
  private List<TargetRecords> targets(Kernel kernel) {
    return List.of(
        new TargetRecords(
            TargetKind.ACCOUNT,
            Feature.ACCOUNT,
            accounts.related(),
            id ->
                kernel
                    .storage()
                    .accounts()
                    .find(new AccountId(id))
                    .map(Account::owner)
                    .orElse(null)),
        new TargetRecords(
            TargetKind.OPPORTUNITY,
            Feature.OPPORTUNITY,
            opportunities.related(),
            id ->
                kernel
                    .storage()
                    .opportunities()
                    .find(new OpportunityId(id))
                    .map(Opportunity::owner)
                    .orElse(null)));
  }

  /** What rules can be about. */
  private List<RecordKind> records(Kernel kernel) {
    Context rules = Context.of(Actor.AUTOMATION);
    return List.of(
        new LeadRecords(kernel.storage().leadReads()),
        new AccountRecords(kernel.storage().accountReads()),
        new ContactRecords(kernel.storage().contactReads(), people.views(rules)),
        new OpportunityRecords(kernel.storage().opportunityReads(), opportunities.views(rules)));
  }

  /** What rules can do. */
  private List<ActionKind> actions() {
    return ImmutableList.<ActionKind>builder()
        .addAll(LeadActions.all(leads))
        .addAll(AssignActions.all(assignment.assigning(), owned()))
        .addAll(ConversionActions.all(conversion))
        .addAll(AccountActions.all(accounts))
        .addAll(RoleActions.all(relationships))
        .addAll(TaskActions.all(tasks, assignment.assigning()))
        .addAll(ScoreActions.all(ledger))
        .add(Webhooks.action(jobs.queue()))
        .addAll(NotificationActions.all(notifications.notifier()))
        .build();
  }

  /** What features keep about records, and then what the application does. */
  private MergeFeature.Belongings belongings(Crm.Builder options) {
    return new MergeFeature.Belongings(
        ImmutableList.<Attached>builder()
            .add(attribution.attached())
            .add(consent.attached())
            .add(enrichment.attached())
            .add(tasks.attached())
            .add(engagement.attached())
            .addAll(options.attached)
            .build(),
        ImmutableList.<Attached>builder().add(tasks.attached()).addAll(options.attached).build(),
        ImmutableList.<Followers>builder()
            .add(accounts.followers())
            .add(people.followers())
            .add(opportunities.followers())
            .addAll(relationships.followers())
            .build());
  }
}

package dev.kith.crm.persistence;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenStore;
import dev.kith.crm.application.access.RoleStore;
import dev.kith.crm.application.access.TeamStore;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.application.access.login.LoginAttempts;
import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.assignment.AssignmentPoolStore;
import dev.kith.crm.application.assignment.AssignmentStore;
import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.application.task.escalation.EscalationPolicyStore;
import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import dev.kith.crm.persistence.kernel.Secrets;
import dev.kith.crm.persistence.lead.JooqLeadReads;
import dev.kith.crm.persistence.lead.JooqLeadStore;
import javax.sql.DataSource;

/**
 * A CRM's storage in H2 or PostgreSQL.
 *
 * <p>{@link #open} is what most need: it has a pool of its own and brings the tables up to date. An
 * application that has a pool already gives its {@link DataSource} to {@link #on}; one that wants
 * the CRM to take part in its own transactions uses {@link #joining}. Where several server
 * processes share one PostgreSQL, each opens the storage; H2 belongs to one process.
 */
public final class JooqStorage extends CustomerStorage {

  private final Database database;
  private final Secrets secrets;
  private final KernelStores kernel;
  private final AccessStores access;
  private final IntakeStores intake;
  private final LeadStore leads;
  private final LeadReads leadReads;
  private final AutomationStores automation;
  private final TaskStores tasks;

  private JooqStorage(Database database) {
    super(database);
    this.database = database;
    this.secrets = new Secrets(database);
    this.kernel = KernelStores.of(database);
    this.access = AccessStores.of(database);
    this.intake = IntakeStores.of(database);
    this.automation = AutomationStores.of(database);
    this.tasks = TaskStores.of(database);
    this.leads = new JooqLeadStore(database, intake.blockingKeys().and(scoring.leadScores()));
    this.leadReads = new JooqLeadReads(database);
  }

  /** Opens the database with a pool of its own, which is closed with the storage. */
  public static JooqStorage open(DatabaseSettings settings) {
    return new JooqStorage(Database.open(settings));
  }

  /**
   * {@link #open(DatabaseSettings)} with the usual settings: {@code jdbc:h2:mem:crm} is a CRM in
   * memory.
   */
  public static JooqStorage open(String url) {
    return open(DatabaseSettings.of(url));
  }

  /**
   * Uses somebody else's pool, which stays open when the storage is closed. Its connections must
   * commit by themselves when they are handed out.
   *
   * @param migrates whether the tables are brought up to date; if not, it is refused unless they
   *     are
   */
  public static JooqStorage on(DataSource source, boolean migrates) {
    return new JooqStorage(Database.on(source, migrates));
  }

  /**
   * Takes part in somebody else's transactions, so that a change of the CRM and a change of the
   * application around it are kept or undone together.
   *
   * @param source gives the connection that belongs to the thread's transaction, and leaves it open
   *     when it is closed; Spring's {@code TransactionAwareDataSourceProxy} is one
   * @param theirs keeps the contract of {@link Transactions} with the application's own
   *     transactions: savepoints for nested runs, repetition after a {@link
   *     dev.kith.crm.application.kernel.ConcurrentChangeException}, actions after the commit
   * @param migrates whether the tables are brought up to date; if not, it is refused unless they
   *     are
   */
  public static JooqStorage joining(DataSource source, Transactions theirs, boolean migrates) {
    return new JooqStorage(Database.joining(source, theirs, migrates));
  }

  @Override
  public Transactions transactions() {
    return database.transactions();
  }

  @Override
  public LeadStore leads() {
    return leads;
  }

  @Override
  public LeadReads leadReads() {
    return leadReads;
  }

  @Override
  public UserStore users() {
    return access.users();
  }

  @Override
  public TeamStore teams() {
    return access.teams();
  }

  @Override
  public RoleStore roles() {
    return access.roles();
  }

  @Override
  public ApiTokenStore apiTokens() {
    return access.apiTokens();
  }

  @Override
  public AccessReads accessReads() {
    return access.accessReads();
  }

  @Override
  public LoginStore logins() {
    return access.logins();
  }

  @Override
  public LoginAttempts loginAttempts() {
    return access.loginAttempts();
  }

  @Override
  public AuditStore audit() {
    return kernel.audit();
  }

  @Override
  public IdempotencyKeys idempotencyKeys() {
    return kernel.idempotencyKeys();
  }

  @Override
  public Outbox outbox() {
    return kernel.outbox();
  }

  @Override
  public ImportStore imports() {
    return intake.imports();
  }

  @Override
  public JobStore jobs() {
    return kernel.jobs();
  }

  @Override
  public ScheduleStore schedules() {
    return kernel.schedules();
  }

  @Override
  public MappingPresetStore mappingPresets() {
    return intake.mappingPresets();
  }

  @Override
  public BlockingKeys blockingKeys() {
    return intake.blockingKeys();
  }

  @Override
  public DistinctPairs distinctPairs() {
    return intake.distinctPairs();
  }

  @Override
  public ConsentStore consents() {
    return intake.consents();
  }

  @Override
  public SuppressionStore suppressions() {
    return intake.suppressions();
  }

  @Override
  public BusinessCalendarStore businessCalendars() {
    return tasks.businessCalendars();
  }

  @Override
  public TaskStore tasks() {
    return tasks.tasks();
  }

  @Override
  public EscalationPolicyStore escalationPolicies() {
    return tasks.escalationPolicies();
  }

  @Override
  public EscalationStore escalations() {
    return tasks.escalations();
  }

  @Override
  public AssignmentPoolStore assignmentPools() {
    return tasks.assignmentPools();
  }

  @Override
  public AssignmentStore assignments() {
    return tasks.assignments();
  }

  @Override
  public ReminderStore reminders() {
    return tasks.reminders();
  }

  @Override
  public TaskReads taskReads() {
    return tasks.taskReads();
  }

  @Override
  public DuplicateThresholdStore duplicateThresholds() {
    return intake.duplicateThresholds();
  }

  @Override
  public QuietHoursStore quietHours() {
    return intake.quietHours();
  }

  @Override
  public TouchStore touches() {
    return intake.touches();
  }

  @Override
  public AttributionRuleStore attributionRules() {
    return intake.attributionRules();
  }

  @Override
  public MergeStore merges() {
    return intake.merges();
  }

  @Override
  public ClusterStore clusters() {
    return intake.clusters();
  }

  @Override
  public RuleStore rules() {
    return automation.rules();
  }

  @Override
  public NotificationStore notifications() {
    return automation.notifications();
  }

  @Override
  public SchedulePlans schedulePlans() {
    return automation.schedulePlans();
  }

  @Override
  public AbsencePlans absencePlans() {
    return automation.absencePlans();
  }

  @Override
  public FiringStore firings() {
    return automation.firings();
  }

  @Override
  public FoundValueStore foundValues() {
    return intake.foundValues();
  }

  @Override
  public Dependents dependents() {
    return intake.dependents();
  }

  @Override
  public LeadsToEnrich leadsToEnrich() {
    return intake.leadsToEnrich();
  }

  @Override
  public byte[] signingKey() {
    return secrets.signingKey();
  }

  @Override
  public void check() {
    secrets.check();
  }

  @Override
  public void close() {
    database.close();
  }
}

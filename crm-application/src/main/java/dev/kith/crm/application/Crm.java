package dev.kith.crm.application;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.login.FirstStart;
import dev.kith.crm.application.access.login.Logins;
import dev.kith.crm.application.access.login.PasswordHasher;
import dev.kith.crm.application.access.login.Secrets;
import dev.kith.crm.application.automation.webhook.WebhookSender;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.application.intake.contact.DoNotCallRegistry;
import dev.kith.crm.application.intake.enrichment.EnrichmentSource;
import dev.kith.crm.application.intake.validation.Geocoder;
import dev.kith.crm.application.intake.validation.MailDomains;
import dev.kith.crm.application.intake.validation.VatRegister;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.application.scoring.tracking.WebTracking;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Country;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The front door. A CRM is made on a storage and serves one organisation; {@link #as} gives its
 * ports in the name of an actor. It is safe for use by many threads.
 */
public final class Crm implements AutoCloseable {

  private final Storage storage;
  private final Features features;
  private final Background background = new Background();

  private Crm(Builder builder) {
    storage = builder.storage;
    features = new Features(builder, background);
    features.duplicates.completeKeysIfNeeded();
  }

  /** A CRM on this storage; the storage is closed with it. */
  public static Builder on(Storage storage) {
    return new Builder(storage);
  }

  /** The ports of all features, in the name of the actor. */
  public Workspace as(Actor actor) {
    return new Workspace(features, Context.of(actor));
  }

  /** Signs what this CRM hands out to be brought back, see {@link Storage#signingKey()}. */
  public byte[] signingKey() {
    return storage.signingKey();
  }

  /**
   * Answers if the storage can be read and written at this moment.
   *
   * @throws RuntimeException that says why not
   */
  public void check() {
    storage.check();
  }

  /** What browsers of strangers ask for: tracked links, and reports of the user's own pages. */
  public WebTracking webTracking() {
    return features.tracking.web();
  }

  /** Where passwords, sessions and API tokens become actors. */
  public Logins logins() {
    return features.login.logins();
  }

  /** Makes the first administrator of a new CRM. */
  public FirstStart firstStart() {
    return features.login.firstStart(features.pipelines::furnish);
  }

  /** To whom records can be given. */
  public Owners owners() {
    return features.owners;
  }

  /** How many bytes the file of an import may have, see {@link Builder#largestImport}. */
  public long largestImport() {
    return features.intake.largestFile();
  }

  /**
   * Where work can be put that is to be done in the background, by a handler given to {@link
   * Builder#job}.
   */
  public JobQueue jobQueue() {
    return features.jobs.queue();
  }

  /**
   * Where users are told something. It is part of the caller's run in {@link
   * Storage#transactions()}, if there is one.
   */
  public Notifier notifier() {
    return features.notifications.notifier();
  }

  /**
   * Does everything that is due at this moment, on this thread: deliveries, schedules, jobs, and
   * what these bring about. For applications without {@linkplain Builder#background background
   * work}, and for tests. What fails waits for its next attempt. A job that always brings about
   * another that is due at once keeps it from returning.
   */
  public DoneWork runDue() {
    DoneWork all = DoneWork.NOTHING;
    while (true) {
      DoneWork round =
          new DoneWork(
              everything(features.events.dispatching()),
              everything(features.scheduling()),
              everything(features.jobs.working()));
      if (round.equals(DoneWork.NOTHING)) {
        return all;
      }
      all = all.and(round);
    }
  }

  private static int everything(WorkLoop.Work work) {
    int pieces = 0;
    while (work.doNext()) {
      pieces++;
    }
    return pieces;
  }

  /**
   * Ends background work in an orderly way and closes the sources of enrichment and the storage:
   * nothing new is begun, jobs under way are told to stop, and those that have not ended after ten
   * seconds are handed back, for another process or the next start.
   */
  @Override
  public void close() {
    background.stop();
    features.enrichment.close();
    storage.close();
  }

  /** How a CRM is to be; every option has a default. */
  public static final class Builder {

    public static final int USUAL_THREADS = 2;

    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(2);
    public static final Duration USUAL_ENRICHMENT_TIMEOUT = Duration.ofSeconds(5);

    final Storage storage;
    final List<Reaction> reactions = new ArrayList<>();
    final Map<String, JobHandler> handlers = new LinkedHashMap<>();
    final List<Recurring> recurring = new ArrayList<>();
    final List<Attached> attached = new ArrayList<>();
    private boolean background = true;
    private int threads = USUAL_THREADS;
    String processName = "process " + ProcessHandle.current().pid();
    DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
    InstantSource clock = InstantSource.system();
    Ids ids = Ids.timeOrdered();
    @Nullable Country homeCountry;
    long largestImport = Imports.USUAL_LARGEST_FILE;
    MailDomains mailDomains = MailDomains.NOT_ASKED;
    MailLists mailLists = MailLists.USUAL;
    @Nullable Geocoder geocoder;
    @Nullable WebhookSender webhooks;
    @Nullable VatRegister vatRegister;
    final List<DoNotCallRegistry> doNotCall = new ArrayList<>();
    Duration doNotCallPatience = USUAL_PATIENCE;
    final List<EnrichmentSource> enrichmentSources = new ArrayList<>();
    boolean enrichNewLeads;
    Duration enrichmentTimeout = USUAL_ENRICHMENT_TIMEOUT;
    @Nullable Owners owners;
    @Nullable PasswordHasher passwordHasher;
    Secrets secrets = Secrets.secure();

    private Builder(Storage storage) {
      this.storage = storage;
    }

    /** Where the time comes from. Default: the system's clock. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    /** Where ids come from. Default: {@link Ids#timeOrdered()}. */
    public Builder ids(Ids source) {
      this.ids = source;
      return this;
    }

    /** How telephone numbers without a country code are meant. Default: they are refused. */
    public Builder homeCountry(Country country) {
      this.homeCountry = country;
      return this;
    }

    /**
     * How many bytes the file of an import may have. Default: {@link Imports#USUAL_LARGEST_FILE}.
     */
    public Builder largestImport(long bytes) {
      this.largestImport = bytes;
      return this;
    }

    /**
     * Who says whether a domain takes mail. Default: nobody, so that e-mail addresses are validated
     * by their syntax and the lists only.
     */
    public Builder mailDomains(MailDomains domains) {
      this.mailDomains = domains;
      return this;
    }

    /** What is known of mail domains by heart. Default: {@link MailLists#USUAL}. */
    public Builder mailLists(MailLists lists) {
      this.mailLists = lists;
      return this;
    }

    /** Finds postal addresses on the map. Default: nobody is asked. */
    public Builder geocoder(Geocoder asked) {
      this.geocoder = asked;
      return this;
    }

    /**
     * Sends the webhooks of rules. Default: this process sends none; those that rules leave wait
     * for one that does.
     */
    public Builder webhooks(WebhookSender sender) {
      this.webhooks = sender;
      return this;
    }

    /** Says whether tax numbers are registered. Default: nobody is asked. */
    public Builder vatRegister(VatRegister asked) {
      this.vatRegister = asked;
      return this;
    }

    /**
     * One more outside register of people who want no calls, which is asked before anybody is
     * called or sent a short message. Default: none is asked.
     */
    public Builder doNotCallRegistry(DoNotCallRegistry asked) {
      this.doNotCall.add(asked);
      return this;
    }

    /**
     * How long registers of people who want no calls are waited for; what is not known by then
     * stands against the contact. Default: {@link #USUAL_PATIENCE}.
     */
    public Builder doNotCallPatience(Duration patience) {
      this.doNotCallPatience = patience;
      return this;
    }

    /**
     * Asked about leads, besides what is known by heart of e-mail addresses and telephone numbers.
     */
    public Builder enrichmentSource(EnrichmentSource source) {
      enrichmentSources.add(source);
      return this;
    }

    /**
     * How long one source may take, whatever it is asked. Default: {@link
     * #USUAL_ENRICHMENT_TIMEOUT}.
     */
    public Builder enrichmentTimeout(Duration longest) {
      this.enrichmentTimeout = longest;
      return this;
    }

    /**
     * Whether leads that come in, however they do, are enriched in the background soon after.
     * Default: no, so that only who asks for it changes a lead.
     */
    public Builder enrichNewLeads(boolean wanted) {
      this.enrichNewLeads = wanted;
      return this;
    }

    /** Who can own records. Default: the CRM's own active users. */
    public Builder owners(Owners known) {
      this.owners = known;
      return this;
    }

    /** How passwords are hashed. Default: {@link PasswordHasher#argon2id}. */
    public Builder passwordHasher(PasswordHasher hasher) {
      this.passwordHasher = hasher;
      return this;
    }

    /** Where random secrets come from. Default: {@link Secrets#secure()}. */
    public Builder secrets(Secrets source) {
      this.secrets = source;
      return this;
    }

    /** Something to do when events happen; see {@link Reaction} for what it may rely on. */
    public Builder reaction(Reaction reaction) {
      reactions.add(reaction);
      return this;
    }

    /** Who does the jobs of a kind. */
    public Builder job(String kind, JobHandler handler) {
      if (handlers.putIfAbsent(kind, handler) != null) {
        throw new IllegalArgumentException("the kind " + kind + " has a handler already");
      }
      return this;
    }

    /**
     * A job that recurs. Its schedule is kept in the storage from the first start on, and can be
     * changed there.
     */
    public Builder recurring(Recurring job) {
      recurring.add(job);
      return this;
    }

    /** What the application keeps about leads by itself, and what follows when leads are merged. */
    public Builder attached(Attached things) {
      attached.add(things);
      return this;
    }

    /**
     * Whether this CRM has threads that deliver events and do jobs. Default: yes. If not, another
     * process on the same storage does it, or the application itself by {@link Crm#runDue}.
     */
    public Builder background(boolean wanted) {
      this.background = wanted;
      return this;
    }

    /**
     * How many threads deliver events, and how many do jobs. Default: {@value #USUAL_THREADS} each.
     */
    public Builder threads(int each) {
      if (each < 1) {
        throw new IllegalArgumentException("at least one thread is needed, not " + each);
      }
      this.threads = each;
      return this;
    }

    /**
     * How this process is called in the leases of its jobs. Default: its number in the operating
     * system.
     */
    public Builder processName(String name) {
      this.processName = name;
      return this;
    }

    /**
     * From 0 (included) to 1 (excluded), another each time: spreads what is to be tried again.
     * Default: random.
     */
    public Builder jitter(DoubleSupplier source) {
      this.jitter = source;
      return this;
    }

    public Crm start() {
      Crm crm = new Crm(this);
      if (background) {
        crm.background.start(
            crm.features.events, crm.features.jobs, crm.features.scheduling(), clock, threads);
      }
      return crm;
    }
  }
}

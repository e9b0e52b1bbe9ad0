package dev.kith.crm.application;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Country;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front door. A CRM is made on a storage and serves one organisation; {@link #as} gives its ports in the name of an actor.
 * It is safe for use by many threads.
 */
public final class Crm implements AutoCloseable {

  private final Storage storage;
  private final Kernel kernel;
  private final LeadFeature leads;

  private Crm(Builder builder) {
    storage = builder.storage;
    List<Reaction> reactions = new ArrayList<>(Reactions.all());
    reactions.addAll(builder.reactions);
    kernel =
        new Kernel(
            storage,
            builder.clock,
            builder.ids,
            new Idempotency(storage.transactions(), storage.idempotencyKeys(), builder.clock),
            new Auditing(storage.audit(), builder.ids),
            new Announcing(storage.outbox(), storage.transactions(), builder.ids, reactions, () -> {}));
    leads = new LeadFeature(kernel, new PhoneNumbers(builder.homeCountry), builder.owners);
  }

  /** A CRM on this storage; the storage is closed with it. */
  public static Builder on(Storage storage) {
    return new Builder(storage);
  }

  /** The ports of all features, in the name of the actor. */
  public Workspace as(Actor actor) {
    return new Workspace(this, Context.of(actor));
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

  /** Ends background work in an orderly way and closes the storage. */
  @Override
  public void close() {
    storage.close();
  }

  LeadFeature leadFeature() {
    return leads;
  }

  /** How a CRM is to be; every option has a default. */
  public static final class Builder {

    private final Storage storage;
    private final List<Reaction> reactions = new ArrayList<>();
    private InstantSource clock = InstantSource.system();
    private Ids ids = Ids.timeOrdered();
    private @Nullable Country homeCountry;
    private Owners owners = user -> false;

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

    /** Who can own records. Default: the CRM's own active users. */
    public Builder owners(Owners known) {
      this.owners = known;
      return this;
    }

    /** Something to do when events happen; see {@link Reaction} for what it may rely on. */
    public Builder reaction(Reaction reaction) {
      reactions.add(reaction);
      return this;
    }

    public Crm start() {
      return new Crm(this);
    }
  }
}

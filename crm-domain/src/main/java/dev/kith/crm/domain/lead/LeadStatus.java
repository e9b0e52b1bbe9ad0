package dev.kith.crm.domain.lead;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead stands. Each state carries its own data; {@link #since()} is when the lead entered
 * it.
 *
 * <pre>
 * New → Working → Nurturing → Qualified → Converted
 *    any open state → Disqualified(reason) → Recycled(until) → New
 *    Working, Nurturing, Qualified → Recycled(until)
 * </pre>
 */
public sealed interface LeadStatus {

  /** The names by which states are stored, filtered and shown. */
  enum Name {
    NEW,
    WORKING,
    NURTURING,
    QUALIFIED,
    CONVERTED,
    DISQUALIFIED,
    RECYCLED
  }

  /** Why a lead is not pursued. Stored by name. */
  enum Reason {
    NO_BUDGET,
    NO_AUTHORITY,
    NO_NEED,
    BAD_TIMING,
    COMPETITOR,
    UNREACHABLE,
    BAD_DATA,
    DUPLICATE,
    OTHER
  }

  Instant since();

  Name name();

  /** Nobody has taken it up yet. */
  record New(Instant since) implements LeadStatus {
    @Override
    public Name name() {
      return Name.NEW;
    }
  }

  /** Somebody is in contact, or tries to be. */
  record Working(Instant since) implements LeadStatus {
    @Override
    public Name name() {
      return Name.WORKING;
    }
  }

  /** Not ready to buy, kept warm. */
  record Nurturing(Instant since) implements LeadStatus {
    @Override
    public Name name() {
      return Name.NURTURING;
    }
  }

  /** Worth an opportunity. */
  record Qualified(Instant since) implements LeadStatus {
    @Override
    public Name name() {
      return Name.QUALIFIED;
    }
  }

  /** Became an account, a contact or an opportunity: the end of its life as a lead. */
  record Converted(Instant since) implements LeadStatus {
    @Override
    public Name name() {
      return Name.CONVERTED;
    }
  }

  /** Not pursued, and why. */
  record Disqualified(Instant since, Reason reason, @Nullable String comment)
      implements LeadStatus {
    @Override
    public Name name() {
      return Name.DISQUALIFIED;
    }
  }

  /** Put aside until a moment at which it becomes new again by itself. */
  record Recycled(Instant since, Instant until) implements LeadStatus {
    @Override
    public Name name() {
      return Name.RECYCLED;
    }
  }

  /** The states that can follow this one. */
  default List<Name> next() {
    return switch (this) {
      case New s -> List.of(Name.WORKING, Name.NURTURING, Name.QUALIFIED, Name.DISQUALIFIED);
      case Working s -> List.of(Name.NURTURING, Name.QUALIFIED, Name.DISQUALIFIED, Name.RECYCLED);
      case Nurturing s -> List.of(Name.WORKING, Name.QUALIFIED, Name.DISQUALIFIED, Name.RECYCLED);
      case Qualified s ->
          List.of(Name.WORKING, Name.NURTURING, Name.CONVERTED, Name.DISQUALIFIED, Name.RECYCLED);
      case Converted s -> List.of();
      case Disqualified s -> List.of(Name.RECYCLED);
      case Recycled s -> List.of(Name.NEW, Name.WORKING, Name.DISQUALIFIED);
    };
  }
}

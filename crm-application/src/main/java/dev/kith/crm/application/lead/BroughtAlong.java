package dev.kith.crm.application.lead;

import dev.kith.crm.application.lead.LeadUpserts.Numbered;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What leads are brought in with and another feature keeps: the touches that led them here. It is
 * asked within the run in which the leads are saved, about many at once.
 */
public interface BroughtAlong {

  /** The name of the change by which a lead has a touch more; its text is {@link Brought#text}. */
  String TOUCH = "touch";

  /**
   * What one draft brings along.
   *
   * @param text all of it; empty for nothing
   * @param isTimed whether the draft says when it was; otherwise the text says now
   * @param isOnlyACampaign whether it says no more than fields of the lead do
   * @param campaign of a touch that counts; null where there is none
   */
  record Brought(
      String text, boolean isTimed, boolean isOnlyACampaign, @Nullable Attribution campaign) {

    public static final Brought NOTHING = new Brought("", true, true, null);

    /** What was put aside before. */
    static Brought of(String text) {
      return new Brought(text, true, false, null);
    }

    boolean isNothing() {
      return text.isEmpty();
    }
  }

  /**
   * Reads what drafts bring by the rules of now; nothing is kept.
   *
   * @return for each, in their order; refused with the problems of what it brings
   */
  List<Outcome<Brought>> read(List<Numbered> drafts);

  /** What these leads have, read at once. */
  Known known(Collection<LeadId> leads);

  /** Keeps, or takes away, what these events tell of; others are left alone. */
  void keep(List<DomainEvent> events);

  /** What leads have already. */
  interface Known {

    /** What this is to a lead; empty if it has it already. Refused if no more is kept of it. */
    Outcome<Optional<DomainEvent>> added(LeadId lead, Brought brought);

    /** That this is no longer what the lead has; empty if it does not have it. */
    Optional<DomainEvent> takenAway(LeadId lead, String text);
  }

  /** Nothing is read and nothing kept. */
  BroughtAlong NOTHING =
      new BroughtAlong() {
        @Override
        public List<Outcome<Brought>> read(List<Numbered> drafts) {
          return drafts.stream().map(draft -> Outcome.done(Brought.NOTHING)).toList();
        }

        @Override
        public Known known(Collection<LeadId> leads) {
          return new Known() {
            @Override
            public Outcome<Optional<DomainEvent>> added(LeadId lead, Brought brought) {
              return Outcome.done(Optional.empty());
            }

            @Override
            public Optional<DomainEvent> takenAway(LeadId lead, String text) {
              return Optional.empty();
            }
          };
        }

        @Override
        public void keep(List<DomainEvent> events) {}
      };
}

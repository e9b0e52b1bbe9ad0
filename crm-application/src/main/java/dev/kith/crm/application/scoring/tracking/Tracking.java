package dev.kith.crm.application.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links that tell who followed them, visitors of the user's own pages, and who they turn out to be.
 */
public interface Tracking {

  /** So many events of a visitor are shown, and follow it to a lead. */
  int MOST_EVENTS = 1_000;

  /** So many visitors are listed. */
  int MOST_LISTED = 50;

  /**
   * What is to be tracked of one mail to one lead.
   *
   * @param mail by an id of the sender's
   * @param deliveredAt null for now
   * @param expiresAt null for {@link TrackedLink#USUAL_LIFE} from now
   * @param targets where the links lead, in the order of the mail
   * @param pixel whether there is to be a picture that tells that the mail was opened
   */
  record Mailing(
      LeadId lead,
      String mail,
      @Nullable Instant deliveredAt,
      @Nullable Instant expiresAt,
      List<Target> targets,
      boolean pixel) {
    public Mailing {
      targets = List.copyOf(targets);
    }
  }

  /**
   * @param honeypot whether no person sees the link
   */
  record Target(String address, boolean honeypot) {}

  /**
   * Addresses of links and of the picture; complete where the settings say under which address the
   * CRM is reached, and otherwise from the slash on.
   *
   * @param pixel null where none was wanted
   */
  record Addresses(List<String> links, @Nullable String pixel) {
    public Addresses {
      links = List.copyOf(links);
    }
  }

  /**
   * Makes the addresses of a mail. Needs {@code lead:edit} on the lead. Refused with {@code
   * invalid}, {@code not-found}, {@code forbidden}, {@code lead-deleted}.
   */
  Outcome<Addresses> links(Mailing mailing);

  /**
   * A visitor, what it did, and who it was held to be.
   *
   * @param events the latest first, up to {@value #MOST_EVENTS}
   * @param joins the latest first
   */
  record VisitorView(Visitor visitor, List<VisitorEvent> events, List<VisitorJoin> joins) {
    public VisitorView {
      events = List.copyOf(events);
      joins = List.copyOf(joins);
    }
  }

  /**
   * @param pages at how many it looked
   */
  record Sighting(Visitor visitor, int pages) {}

  /**
   * The visitors that were seen last, the latest first, up to {@value #MOST_LISTED}. Needs {@code
   * lead:view} on all leads. Refused with {@code forbidden}.
   */
  Outcome<List<Sighting>> latest();

  /**
   * Needs {@code lead:view} on who it is; of one that is nobody, on all leads. Refused with {@code
   * not-found}, {@code forbidden}.
   */
  Outcome<VisitorView> visitor(VisitorId id);

  /**
   * The journal of a lead: who was once held to be it, the latest first. Needs {@code lead:view} on
   * it. Refused with {@code not-found}, {@code forbidden}.
   */
  Outcome<List<VisitorJoin>> journal(LeadId lead);

  /**
   * Says that a visitor is a lead: what it did counts for the lead from then on, and the visitor's
   * yes is written into the lead's ledger of consent. Needs {@code lead:edit} on the lead. Refused
   * with {@code invalid} if the lead said no to being looked at since the visitor's yes, or if the
   * visitor is another lead already; with {@code not-found}, {@code forbidden}, {@code
   * lead-deleted}.
   */
  Outcome<Visitor> identify(VisitorId visitor, LeadId lead);

  /**
   * Takes back that a visitor is a lead: what it did counts for nobody, and scores are as if it had
   * never been said. What the lead agreed to stays. Needs {@code lead:edit} on the lead. Refused
   * with {@code invalid} if it is nobody, {@code not-found}, {@code forbidden}.
   */
  Outcome<Visitor> forgetJoin(VisitorId visitor);

  /**
   * Deletes a visitor with all that it did, for a lead too. Needs {@code lead:edit} on who it is;
   * of one that is nobody, {@code lead:administer} on all leads. Refused with {@code not-found},
   * {@code forbidden}.
   */
  Outcome<Visitor> delete(VisitorId visitor);

  /** Needs {@code lead:view}. */
  Outcome<TrackingSettings> settings();

  /**
   * Needs {@code lead:administer} on all leads. Refused with {@code invalid}, {@code forbidden},
   * {@code stale-version}.
   */
  Outcome<TrackingSettings> setSettings(TrackingSettings.Settings settings);

  /** Everything that is wrong with settings; empty if {@link #setSettings} would take them. */
  List<Violation> problemsOf(TrackingSettings.Settings settings);

  /**
   * Signs links by a new key from now on. Needs {@code lead:administer} on all leads.
   *
   * @param revoke whether no link of before is believed any more
   */
  Outcome<TrackingSettings> rotateKeys(boolean revoke);
}

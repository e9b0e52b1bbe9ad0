package dev.kith.crm.application.lead;

import dev.kith.crm.application.lead.BroughtAlong.Brought;
import dev.kith.crm.application.lead.BroughtAlong.Known;
import dev.kith.crm.application.lead.LeadUpserts.Along;
import dev.kith.crm.application.lead.LeadUpserts.Numbered;
import dev.kith.crm.application.lead.SaidByLeads.Saying;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What drafts that are decided on together say besides the fields of leads: touches, and where and
 * when their consents were said.
 */
final class Alongside {

  private final BroughtAlong along;
  private final SaidByLeads said;
  private final Instant now;
  private final List<Numbered> drafts;
  private final List<Outcome<Brought>> read;
  private final Map<Long, Brought> brought = new HashMap<>();
  private final List<DomainEvent> kept = new ArrayList<>();
  private final List<LeadId> met = new ArrayList<>();
  private @Nullable Known known;
  private @Nullable Map<LeadId, Map<LeadField, Instant>> lastSaid;

  Alongside(BroughtAlong along, SaidByLeads said, List<Numbered> drafts, Instant now) {
    this.along = along;
    this.said = said;
    this.now = now;
    this.drafts = drafts;
    this.read = along.read(drafts);
    for (int i = 0; i < drafts.size(); i++) {
      long number = drafts.get(i).number();
      read.get(i).map(b -> brought.put(number, b));
    }
  }

  /**
   * A lead as it becomes by its draft.
   *
   * @param more what changes besides its fields
   * @param brought what is to be kept of it elsewhere
   */
  record Extended(Change<Lead> change, List<FieldChange> more, List<DomainEvent> brought) {
    static Extended of(Change<Lead> change) {
      return new Extended(change, List.of(), List.of());
    }
  }

  /** The contents, each refused if anything else that its draft says is not possible. */
  List<Outcome<LeadContent>> sound(List<Outcome<LeadContent>> contents) {
    List<Outcome<LeadContent>> sound = new ArrayList<>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      sound.add(sound(drafts.get(i).along(), contents.get(i), read.get(i)));
    }
    return sound;
  }

  private Outcome<LeadContent> sound(
      Along besides, Outcome<LeadContent> content, Outcome<Brought> touch) {
    List<Violation> early = early(besides);
    if (besides.problems().isEmpty() && early.isEmpty() && touch instanceof Outcome.Done<Brought>) {
      return content;
    }
    // What the lead and the touch share, they find the same fault with.
    Set<Violation> all = new LinkedHashSet<>(problemsOf(content));
    all.addAll(besides.problems());
    Set<String> places = new HashSet<>();
    all.forEach(problem -> places.add(problem.pointer() + " " + problem.code()));
    problemsOf(touch).stream()
        .map(Alongside::asColumn)
        .filter(problem -> places.add(problem.pointer() + " " + problem.code()))
        .forEach(all::add);
    all.addAll(early);
    return Outcome.refused(new Invalid(List.copyOf(all)));
  }

  private List<Violation> early(Along besides) {
    List<Violation> early = new ArrayList<>();
    if (besides.consentAt() != null && besides.consentAt().isAfter(now)) {
      early.add(inTheFuture(LeadUpserts.CONSENT_AT));
    }
    Instant proven = besides.proof() == null ? null : besides.proof().at();
    if (proven != null && proven.isAfter(now)) {
      early.add(inTheFuture("consentProvenAt"));
    }
    return early;
  }

  private static Violation inTheFuture(String column) {
    return Violation.at(column, "consent-in-the-future", "This has not been said yet.");
  }

  /** Rows have a column for each click id, and one for the moment of the touch. */
  private static Violation asColumn(Violation problem) {
    String pointer =
        problem.pointer().equals("/at")
            ? "/touchedAt"
            : problem.pointer().replaceFirst("^/clickIds/", "/");
    return new Violation(pointer, problem.code(), problem.message());
  }

  static List<Violation> problemsOf(Outcome<?> outcome) {
    return outcome.violations();
  }

  /** These are the leads that any of the drafts may be about. */
  void meet(Iterable<Lead> leads) {
    Set<LeadId> ids = new HashSet<>();
    leads.forEach(lead -> ids.add(lead.id()));
    met.addAll(ids);
  }

  /** The campaign of its touch, for a newborn lead whose own fields name none. */
  LeadContent withCampaign(Numbered numbered, LeadContent content) {
    Attribution campaign = broughtBy(numbered).campaign();
    Attribution own = content.attribution();
    boolean saysCampaign = !own.equals(new Attribution(own.source(), null, null, null, null, null));
    return campaign == null || saysCampaign
        ? content
        : content.attributedTo(
            new Attribution(
                own.source(),
                campaign.utmSource(),
                campaign.utmMedium(),
                campaign.utmCampaign(),
                campaign.utmTerm(),
                campaign.utmContent()));
  }

  /** A newborn lead with what it brings along; the birth itself announces a campaign. */
  Extended born(Numbered numbered, Change<Lead> birth) {
    Brought own = broughtBy(numbered);
    if (own.isNothing()) {
      return Extended.of(birth);
    }
    List<DomainEvent> events =
        knownOfMet().added(birth.next().id(), own).orElseThrow().stream().toList();
    return new Extended(own.isOnlyACampaign() ? birth : birth.with(events), List.of(), events);
  }

  /**
   * A lead that is there, with what its draft brings along and it has not yet.
   *
   * @param change by the fields of the draft
   */
  Outcome<Extended> extended(Numbered numbered, Lead before, Change<Lead> change) {
    List<FieldChange> more = new ArrayList<>();
    if (!before.content().consent().changed(change.next().content().consent()).isEmpty()) {
      more.addAll(besidesConsents(numbered.along()));
    }
    Brought own = broughtBy(numbered);
    if (own.isNothing()) {
      return Outcome.done(new Extended(change, more, List.of()));
    }
    return knownOfMet()
        .added(before.id(), own)
        .then(event -> {
          event.ifPresent(e -> more.add(new FieldChange(BroughtAlong.TOUCH, null, own.text())));
          return attached(before, change, event)
              .map(all -> new Extended(all, more, event.stream().toList()));
        });
  }

  /** When and by what the consents of a draft were said, for somebody who decides on it later. */
  private static List<FieldChange> besidesConsents(Along along) {
    List<FieldChange> besides = new ArrayList<>();
    if (along.consentAt() != null) {
      besides.add(new FieldChange(LeadUpserts.CONSENT_AT, null, along.consentAt().toString()));
    }
    if (along.proof() != null) {
      besides.add(new FieldChange(LeadUpserts.CONSENT_PROOF, null, along.proof().text()));
    }
    return besides;
  }

  /** The change of a lead, with what comes along with it. */
  static Outcome<Change<Lead>> attached(
      Lead before, Change<Lead> change, Optional<DomainEvent> event) {
    if (event.isEmpty()) {
      return Outcome.done(change);
    }
    return change.next().equals(before)
        ? before.attach(event.get(), change.next().revision().updatedAt())
        : Outcome.done(change.with(List.of(event.get())));
  }

  /**
   * What the lead is to say, without answers that are older than what it is known to have said: a
   * later word stands, whatever comes to light afterwards. Without a moment nobody knows, so that a
   * no cannot become a yes.
   */
  Outcome<LeadContent> inTime(Numbered numbered, Lead stored, LeadContent wanted) {
    ConsentSummary now = stored.content().consent();
    Map<LeadField, ConsentSummary.Consent> changed = now.changed(wanted.consent());
    if (changed.isEmpty()) {
      return Outcome.done(wanted);
    }
    Instant consentAt = numbered.along().consentAt();
    Map<LeadField, Instant> last =
        consentAt == null ? Map.of() : lastSaidByMet().getOrDefault(stored.id(), Map.of());
    Set<LeadField> older = new HashSet<>();
    List<Violation> overridden = new ArrayList<>();
    changed.forEach((field, answer) -> {
      Instant before = last.get(field);
      if (before != null && consentAt != null && !consentAt.isAfter(before)) {
        older.add(field);
      } else if (before == null && answer == ConsentSummary.Consent.GRANTED && now.isNo(field)) {
        overridden.add(
            Violation.at(
                field.code(),
                "consent-refused-before",
                "This person has said no; a yes that came later needs its moment, or goes into"
                    + " the ledger."));
      }
    });
    return overridden.isEmpty()
        ? Outcome.done(wanted.saying(wanted.consent().keeping(now, older)))
        : Outcome.refused(new Invalid(overridden));
  }

  /**
   * @param usual where no draft says it
   */
  static Saying saying(Numbered numbered, Saying usual) {
    Along besides = numbered.along();
    return besides.source().isEmpty()
        ? usual
        : new Saying(besides.source(), besides.consentAt(), besides.proof());
  }

  void keep(Extended extended) {
    kept.addAll(extended.brought());
  }

  /** After the leads are saved. */
  void save() {
    along.keep(kept);
  }

  private Brought broughtBy(Numbered numbered) {
    return brought.getOrDefault(numbered.number(), Brought.NOTHING);
  }

  private Known knownOfMet() {
    Known found = known;
    if (found == null) {
      found = along.known(met);
      known = found;
    }
    return found;
  }

  private Map<LeadId, Map<LeadField, Instant>> lastSaidByMet() {
    Map<LeadId, Map<LeadField, Instant>> found = lastSaid;
    if (found == null) {
      found = said.lastSaid(met);
      lastSaid = found;
    }
    return found;
  }
}

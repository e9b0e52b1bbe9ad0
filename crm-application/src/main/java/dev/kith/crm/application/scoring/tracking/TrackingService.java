package dev.kith.crm.application.scoring.tracking;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.scoring.engagement.StandingLeads;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.TrackedLink.Kind;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

final class TrackingService implements Tracking {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);

  private static final Changes.Kind<UUID, TrackingSettings> SETTINGS =
      new Changes.Kind<>(
          Feature.LEAD,
          TrackingSettings.class,
          TrackingSettings::subjectOf,
          TrackingSettings::facts,
          settings -> null);

  private final Kernel kernel;
  private final Context context;
  private final LinkTokens tokens;
  private final Joins joins;
  private final TrackingStore store;
  private final TrackingSettingsStore settingsStore;
  private final LeadReach reach;
  private final Runnable changed;

  /**
   * @param changed told when settings have changed
   */
  TrackingService(
      Kernel kernel, Context context, LinkTokens tokens, Joins joins, Runnable changed) {
    this.kernel = kernel;
    this.context = context;
    this.tokens = tokens;
    this.joins = joins;
    this.changed = changed;
    this.store = kernel.storage().tracking();
    this.settingsStore = kernel.storage().trackingSettings();
    this.reach = new LeadReach(kernel.storage().leads(), context.actor());
  }

  @Override
  public Outcome<Addresses> links(Mailing mailing) {
    return kernel
        .idempotency()
        .once(
            context,
            "tracking.links",
            mailing,
            Addresses.class,
            () ->
                standing(mailing.lead())
                    .then(lead -> checked(mailing).map(mail -> made(mailing, lead, mail))));
  }

  /** The lead that stands for this one, reached for a change. */
  private Outcome<Lead> standing(LeadId id) {
    Map<LeadId, Lead> leads = StandingLeads.of(kernel, List.of(id));
    return reach
        .of(id, leads.get(id), Action.EDIT)
        .map(lead -> StandingLeads.winner(lead, leads))
        .then(lead ->
            lead.revision().isDeleted()
                ? Outcome.refused(new LeadRefusal.Deleted(id.value()))
                : Outcome.done(lead));
  }

  /** The mail's id, or everything that is wrong. */
  private Outcome<String> checked(Mailing mailing) {
    Checks checks = new Checks();
    String mail = checks.text("mail", mailing.mail(), Traces.LONGEST_MAIL, false);
    if (mail == null) {
      checks.add("mail", "required", "Say which mail it is, by an id of yours.");
    }
    if (mailing.targets().isEmpty() && !mailing.pixel()) {
      checks.add("links", "required", "Ask for links, for the picture, or for both.");
    }
    if (mailing.targets().size() > TrackedLink.MOST) {
      checks.add("links", "too-many", "A mail has at most " + TrackedLink.MOST + " links.");
    }
    for (int i = 0; i < mailing.targets().size(); i++) {
      target(checks, "links/" + i + "/target", mailing.targets().get(i).address());
    }
    Instant end = mailing.expiresAt();
    Instant now = kernel.now();
    if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(TrackedLink.LONGEST_LIFE)))) {
      checks.add(
          "expiresAt",
          "out-of-range",
          "Links end at a moment ahead, within " + TrackedLink.LONGEST_LIFE.toDays() + " days.");
    }
    return checks.orRefuse(() -> String.valueOf(mail));
  }

  private static void target(Checks checks, String field, String address) {
    try {
      URI uri = new URI(address);
      if (address.length() <= TrackedLink.LONGEST_TARGET
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("https".equalsIgnoreCase(uri.getScheme())
              || "http".equalsIgnoreCase(uri.getScheme()))) {
        return;
      }
    } catch (URISyntaxException e) {
      // Told below, as all that is no address of a page.
    }
    checks.add(
        field,
        "target-syntax",
        "A link leads to a web page, such as https://www.example.com/offer.");
  }

  private Addresses made(Mailing mailing, Lead lead, String mail) {
    TrackingSettings settings = settingsStore.current();
    Instant now = kernel.now();
    Instant end = mailing.expiresAt();
    Instant delivered = mailing.deliveredAt();
    List<String> links = new ArrayList<>();
    int visible = (int) mailing.targets().stream().filter(target -> !target.honeypot()).count();
    for (Target target : mailing.targets()) {
      links.add(
          address(
              settings,
              new TrackedLink(
                  kernel.ids().next(),
                  Kind.CLICK,
                  lead.id(),
                  mail,
                  target.address(),
                  visible,
                  delivered == null ? now : delivered,
                  end == null ? now.plus(TrackedLink.USUAL_LIFE) : end,
                  target.honeypot())));
    }
    String pixel =
        mailing.pixel()
            ? address(
                settings,
                new TrackedLink(
                    kernel.ids().next(),
                    Kind.OPEN,
                    lead.id(),
                    mail,
                    null,
                    visible,
                    delivered == null ? now : delivered,
                    end == null ? now.plus(TrackedLink.USUAL_LIFE) : end,
                    false))
            : null;
    return new Addresses(links, pixel);
  }

  private String address(TrackingSettings settings, TrackedLink link) {
    String token = tokens.write(link, settings.keys());
    return settings.settings().address()
        + (link.kind() == Kind.OPEN ? "/t/o/" + token + ".gif" : "/t/c/" + token);
  }

  @Override
  public Outcome<List<Sighting>> latest() {
    return Permits.requireOnAll(context.actor(), VIEW, () -> Outcome.done(sightings()));
  }

  private List<Sighting> sightings() {
    List<Visitor> visitors = store.latest(MOST_LISTED);
    Map<VisitorId, Integer> pages = store.counts(visitors.stream().map(Visitor::id).toList());
    return visitors.stream()
        .map(visitor -> new Sighting(visitor, pages.getOrDefault(visitor.id(), 0)))
        .toList();
  }

  @Override
  public Outcome<VisitorView> visitor(VisitorId id) {
    return reached(id, Action.VIEW, VIEW)
        .map(visitor -> new VisitorView(visitor, store.events(id, MOST_EVENTS), store.joins(id)));
  }

  @Override
  public Outcome<List<VisitorJoin>> journal(LeadId lead) {
    return reach.find(lead, Action.VIEW).map(found -> store.joins(lead));
  }

  /**
   * @param ofNobody needed on all leads, where it is no lead
   */
  private Outcome<Visitor> reached(VisitorId id, Action action, Permission ofNobody) {
    Outcome<Visitor> none = Outcome.refused(NotFound.of("visitor", id.value()));
    Visitor visitor = store.findAll(List.of(id)).stream().findFirst().orElse(null);
    if (visitor == null) {
      return none;
    }
    LeadId lead = visitor.lead();
    if (lead == null) {
      return Permits.requireOnAll(context.actor(), ofNobody, () -> Outcome.done(visitor));
    }
    Map<LeadId, Lead> leads = StandingLeads.of(kernel, List.of(lead));
    Lead found = leads.get(lead);
    return reach
        .of(lead, found == null ? null : StandingLeads.winner(found, leads), action)
        .map(reached -> visitor);
  }

  @Override
  public Outcome<Visitor> identify(VisitorId visitor, LeadId lead) {
    return once(
        "tracking.identify",
        visitor + " " + lead,
        () ->
            standing(lead)
                .then(found -> joins.join(context, visitor, found, context.actor().name())));
  }

  @Override
  public Outcome<Visitor> forgetJoin(VisitorId visitor) {
    return once(
        "tracking.forget-join",
        visitor,
        () ->
            reached(visitor, Action.EDIT, ADMINISTER)
                .then(found -> joins.forget(context, visitor)));
  }

  @Override
  public Outcome<Visitor> delete(VisitorId visitor) {
    return once(
        "tracking.delete",
        visitor,
        () ->
            reached(visitor, Action.EDIT, ADMINISTER)
                .then(found ->
                    found.lead() == null ? Outcome.done(found) : joins.forget(context, visitor))
                .map(gone -> {
                  store.remove(visitor);
                  return gone;
                }));
  }

  private Outcome<Visitor> once(String intention, Object command, Supplier<Outcome<Visitor>> work) {
    return kernel.idempotency().once(context, intention, command, Visitor.class, work);
  }

  @Override
  public Outcome<TrackingSettings> settings() {
    return Permits.require(context.actor(), VIEW, () -> Outcome.done(settingsStore.current()));
  }

  @Override
  public Outcome<TrackingSettings> setSettings(TrackingSettings.Settings settings) {
    return change("tracking.set-settings", settings, before -> before.set(settings, kernel.now()));
  }

  @Override
  public List<Violation> problemsOf(TrackingSettings.Settings settings) {
    return TrackingSettings.problemsOf(settings);
  }

  @Override
  public Outcome<TrackingSettings> rotateKeys(boolean revoke) {
    return change("tracking.rotate-keys", revoke, before -> before.rotate(revoke, kernel.now()));
  }

  private Outcome<TrackingSettings> change(
      String intention,
      Object command,
      Function<TrackingSettings, Outcome<Change<TrackingSettings>>> decision) {
    return Permits.requireOnAll(
            context.actor(),
            ADMINISTER,
            () ->
                new Changes<>(SETTINGS, settingsStore, kernel, context)
                    .change(TrackingSettings.ID, Action.ADMINISTER, intention, command, decision))
        .map(now -> {
          changed.run();
          return now;
        });
  }
}

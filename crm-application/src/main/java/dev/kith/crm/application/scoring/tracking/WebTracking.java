package dev.kith.crm.application.scoring.tracking;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.TrackedLink.Kind;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What browsers of strangers ask of the CRM: they follow signed links, fetch pictures of mails, and
 * report what they look at. Nobody is logged in; what is done is done in the name of the CRM. What
 * is kept is kept before it is answered, many callers' at once.
 */
public final class WebTracking {

  /** Settings of another process are seen after so long. */
  private static final Duration SETTINGS_LAST = Duration.ofSeconds(5);

  /** Who somebody is that comes from a link is told to the page for so long. */
  private static final Duration IDENTITY_LASTS = Duration.ofMinutes(10);

  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_EVIDENCE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(WebTracking.class);

  private final Kernel kernel;
  private final LinkTokens tokens;
  private final GroupCommit<Hit> hits;
  private final Joins joins;
  private volatile Supplier<TrackingSettings> settings;

  /**
   * What was seen of a request.
   *
   * @param address it came from; only its network is kept
   * @param method of HTTP
   * @param purpose what it says that it is for, such as {@code prefetch}
   * @param optedOut whether the browser says Do Not Track, or Global Privacy Control
   */
  public record Seen(
      @Nullable String userAgent,
      @Nullable String address,
      String method,
      @Nullable String purpose,
      boolean optedOut) {}

  /**
   * A page that somebody looked at who agreed that it is kept.
   *
   * @param visitor by which the browser calls itself
   * @param consent what the person said yes to, in the words of the page
   * @param name of this very report, by which it is known if it comes again
   * @param page its address
   * @param identity what a link that was followed told of who it is; null if there was none
   */
  public record PageView(
      UUID visitor,
      @Nullable String consent,
      @Nullable String name,
      @Nullable String page,
      @Nullable String identity,
      Seen seen) {}

  /** What became of a report. */
  public enum Kept {
    KEPT,
    /** The browser does not want it. */
    OPTED_OUT,
    /** Too many report at once. */
    BUSY
  }

  /** What is to be kept. */
  sealed interface Hit {}

  record LinkHit(EngagementDraft draft) implements Hit {}

  /**
   * @param identity a link that says who it is; null for none
   */
  record ViewHit(VisitorEvent event, String consent, @Nullable TrackedLink identity)
      implements Hit {}

  WebTracking(Kernel kernel, LinkTokens tokens, Joins joins, Hits keeping) {
    this.kernel = kernel;
    this.tokens = tokens;
    this.joins = joins;
    this.hits = new GroupCommit<>(keeping::keep);
    this.settings = fresh();
  }

  private Supplier<TrackingSettings> fresh() {
    return Suppliers.memoizeWithExpiration(
        () -> kernel.storage().trackingSettings().current(), SETTINGS_LAST);
  }

  /** Settings have changed. */
  void forgetSettings() {
    settings = fresh();
  }

  public TrackingSettings.Settings settings() {
    return settings.get().settings();
  }

  /**
   * Follows a link.
   *
   * @return where it leads; empty for what was not signed here, or is expired
   */
  public Optional<String> follow(String token, Seen seen) {
    return link(token, Kind.CLICK)
        .map(link -> {
          note(link, seen);
          return identified(link, seen);
        });
  }

  /**
   * Tells that a mail was opened.
   *
   * @return false for what was not signed here, or is expired
   */
  public boolean open(String token, Seen seen) {
    Optional<TrackedLink> link = link(token, Kind.OPEN);
    link.ifPresent(found -> note(found, seen));
    return link.isPresent();
  }

  private Optional<TrackedLink> link(String token, Kind kind) {
    return tokens
        .read(token, settings.get().keys())
        .filter(link -> link.kind() == kind && !link.isExpired(kernel.now()));
  }

  /** Who follows a link must come to the page, whatever happens here. */
  private void note(TrackedLink link, Seen seen) {
    EngagementType type = link.kind().tells();
    if (type == null || (seen.optedOut() && settings().respectSignals())) {
      return;
    }
    EngagementDraft draft =
        new EngagementDraft(
            "link/" + link.id() + "/" + kernel.ids().next(),
            link.lead(),
            type,
            null,
            link.target() == null ? link.mail() : link.target(),
            kernel.now(),
            Map.of(),
            new Traces(
                shortened(seen.userAgent(), Traces.LONGEST_USER_AGENT),
                seen.address(),
                seen.method(),
                link.mail(),
                link.deliveredAt(),
                link.links(),
                link.honeypot(),
                shortened(seen.purpose(), Traces.LONGEST_PURPOSE)));
    try {
      if (!hits.keep(new LinkHit(draft))) {
        LOG.warn("Too many links were followed at once; one was not counted.");
      }
    } catch (RuntimeException e) {
      LOG.error("A link that was followed could not be counted", e);
    }
  }

  /** The page learns who it is by a part of the address that browsers send to nobody. */
  private String identified(TrackedLink link, Seen seen) {
    String target = String.valueOf(link.target());
    if (!settings().joinByLinks()
        || link.honeypot()
        || !seen.method().equals("GET")
        || (seen.optedOut() && settings().respectSignals())
        || target.indexOf('#') >= 0) {
      return target;
    }
    Instant now = kernel.now();
    TrackedLink identity =
        new TrackedLink(
            link.id(),
            Kind.IDENTITY,
            link.lead(),
            link.mail(),
            null,
            0,
            now,
            now.plus(IDENTITY_LASTS),
            false);
    return target + "#kith=" + tokens.write(identity, settings.get().keys());
  }

  /** Reports a page that was looked at. Refused with {@code invalid}. */
  public Outcome<Kept> view(PageView view) {
    if (view.seen().optedOut() && settings().respectSignals()) {
      return Outcome.done(Kept.OPTED_OUT);
    }
    Checks checks = new Checks();
    String consent = required(checks, "consent", view.consent(), LONGEST_EVIDENCE);
    String name = required(checks, "name", view.name(), LONGEST_NAME);
    String page = required(checks, "page", view.page(), EngagementDraft.LONGEST_OBJECT);
    TrackedLink identity =
        view.identity() == null ? null : link(view.identity(), Kind.IDENTITY).orElse(null);
    return checks
        .orRefuse(() -> new ViewHit(event(view, name, page), String.valueOf(consent), identity))
        .map(hit -> hits.keep(hit) ? Kept.KEPT : Kept.BUSY);
  }

  private VisitorEvent event(PageView view, String name, String page) {
    VisitorId visitor = new VisitorId(view.visitor());
    EngagementId id = VisitorEvent.idOf(visitor, name);
    Seen seen = view.seen();
    Traces traces =
        new Traces(
                shortened(seen.userAgent(), Traces.LONGEST_USER_AGENT),
                seen.address(),
                seen.method(),
                null,
                null,
                null,
                false,
                shortened(seen.purpose(), Traces.LONGEST_PURPOSE))
            .withoutPerson();
    Instant now = kernel.now();
    return new VisitorEvent(
        id,
        visitor,
        new EngagementContent(EngagementType.PAGE_VIEW, null, page, now, Map.of(), traces),
        now);
  }

  private static String required(Checks checks, String field, @Nullable String raw, int longest) {
    String text = checks.text(field, raw, longest, false);
    if (text == null) {
      checks.add(field, "required", "This is missing.");
      return "";
    }
    return text;
  }

  private static @Nullable String shortened(@Nullable String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }

  /**
   * A person takes their yes back: what is kept of the visitor is deleted, for a lead too. Who
   * knows the number of a visitor is that visitor.
   */
  public void forget(UUID visitor) {
    VisitorId id = new VisitorId(visitor);
    Context context = Context.of(Actor.SYSTEM).causedBy("visitor/" + id);
    kernel
        .transactions()
        .always(() -> {
          // Nobody, or nobody any more: then there is nothing to take back.
          Outcome<?> parted = joins.forget(context, id);
          kernel.storage().tracking().remove(id);
          return parted;
        });
  }
}

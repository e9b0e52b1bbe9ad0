package dev.kith.crm.domain.scoring.tracking;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is tracked, and how. There is one set of settings from the beginning, with which no page can
 * report anything; an administrator replaces it as a whole.
 */
public record TrackingSettings(Revision revision, Settings settings, Keys keys)
    implements Aggregate {

  /** There is only one set of settings, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x747261636bL);

  public static final int MOST_ORIGINS = 50;
  public static final int MOST_DAYS = 3_650;
  private static final int LONGEST = 500;

  /**
   * What can be set.
   *
   * @param address under which this CRM is reached from outside, such as {@code
   *     https://crm.example.com}; empty where links are completed by whoever sends them
   * @param origins of pages that may report what visitors do, such as {@code
   *     https://www.example.com}
   * @param respectSignals whether nothing is kept of browsers that say Do Not Track or Global
   *     Privacy Control, whatever else they agree to
   * @param joinByLinks whether a visitor that comes from a signed link is held to be its lead
   * @param retentionDays for how long what a visitor did is kept that is no lead
   */
  public record Settings(
      String address,
      List<String> origins,
      boolean respectSignals,
      boolean joinByLinks,
      int retentionDays) {

    public Settings {
      origins = ImmutableList.copyOf(origins);
    }
  }

  /**
   * Keys are made from the secret of the storage by their number.
   *
   * @param current which signs
   * @param oldest from which on what was signed is believed
   */
  public record Keys(int current, int oldest) {
    public boolean believes(int key) {
      return key >= oldest && key <= current;
    }
  }

  /** How a CRM begins. */
  public static final TrackingSettings USUAL =
      new TrackingSettings(
          Revision.first(Instant.EPOCH),
          new Settings("", List.of(), true, false, 90),
          new Keys(1, 1));

  public Outcome<Change<TrackingSettings>> set(Settings wanted, Instant now) {
    Checks checks = new Checks();
    Settings good = read(checks, wanted);
    return checks.orRefuse(() ->
        good.equals(settings)
            ? Change.none(this)
            : Change.of(new TrackingSettings(revision.next(now), good, keys)));
  }

  /** Everything that is wrong with settings; empty if {@link #set} would take them. */
  public static List<Violation> problemsOf(Settings wanted) {
    Checks checks = new Checks();
    read(checks, wanted);
    return checks.violations();
  }

  private static Settings read(Checks checks, Settings wanted) {
    String address = wanted.address().isBlank() ? "" : origin(checks, "address", wanted.address());
    if (wanted.origins().size() > MOST_ORIGINS) {
      checks.add("origins", "too-many", "At most " + MOST_ORIGINS + " origins are allowed.");
    }
    Set<String> origins = new LinkedHashSet<>();
    for (int i = 0; i < wanted.origins().size(); i++) {
      String origin = origin(checks, "origins/" + i, wanted.origins().get(i));
      if (origin != null) {
        origins.add(origin);
      }
    }
    if (wanted.retentionDays() < 1 || wanted.retentionDays() > MOST_DAYS) {
      checks.add(
          "retentionDays",
          "out-of-range",
          "What visitors did is kept 1 to " + MOST_DAYS + " days.");
    }
    return new Settings(
        address == null ? "" : address,
        List.copyOf(origins),
        wanted.respectSignals(),
        wanted.joinByLinks(),
        wanted.retentionDays());
  }

  /**
   * Signs by a new key from now on.
   *
   * @param revoke whether nothing that was signed before is believed any more
   */
  public Outcome<Change<TrackingSettings>> rotate(boolean revoke, Instant now) {
    int next = keys.current() + 1;
    return Outcome.done(
        Change.of(
            new TrackingSettings(
                revision.next(now), settings, new Keys(next, revoke ? next : keys.oldest()))));
  }

  /** Scheme, host and port, as browsers say it; null if it is none. */
  private static @Nullable String origin(Checks checks, String field, String raw) {
    String text = checks.text(field, raw, LONGEST, false);
    if (text != null) {
      try {
        URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() != null
            && (scheme.equals("https") || scheme.equals("http"))
            && uri.getRawUserInfo() == null
            && String.valueOf(uri.getRawPath()).isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null) {
          return scheme
              + "://"
              + uri.getHost().toLowerCase(Locale.ROOT)
              + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        }
      } catch (URISyntaxException e) {
        // Told below, as all that is no origin.
      }
    }
    checks.add(
        field,
        "origin-syntax",
        "An origin is a scheme and a host, such as https://www.example.com.");
    return null;
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("tracking-settings", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "address", settings.address(),
        "origins", String.join(" ", settings.origins()),
        "respectSignals", Boolean.toString(settings.respectSignals()),
        "joinByLinks", Boolean.toString(settings.joinByLinks()),
        "retentionDays", Integer.toString(settings.retentionDays()),
        "key", Integer.toString(keys.current()),
        "oldestKey", Integer.toString(keys.oldest()));
  }
}

package dev.kith.crm.domain.intake.contact;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.TimeZones;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In which hours nobody is disturbed: set as a whole by an administrator, for all leads. The hours
 * are those of the clock where the lead is, as far as that is known.
 */
public record QuietHours(Revision revision, Settings settings) implements Aggregate {

  /** There is one set of quiet hours. */
  public static final UUID ID = new UUID(0, 2);

  public static final int MOST_WINDOWS = 50;

  /**
   * Hours of the week, on the clock of whoever is to be left in peace.
   *
   * @param days on which it begins
   * @param to if not later than {@code from}, it is a time of the day after
   */
  public record Window(Set<Channel> channels, Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public Window {
      channels = Sets.immutableEnumSet(channels);
      days = Sets.immutableEnumSet(days);
    }

    QuietWindow in(ZoneId zone) {
      return new QuietWindow(channels, days, from, to, zone);
    }

    String text() {
      return channels.stream().map(Enum::name).collect(Collectors.joining("+"))
          + " "
          + days.stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining("+"))
          + " "
          + from
          + "-"
          + to;
    }
  }

  /**
   * @param zone of whom nothing is known of where they are
   */
  public record Settings(String zone, List<Window> windows) {
    public Settings {
      windows = ImmutableList.copyOf(windows);
    }
  }

  /** Nobody is called or sent a message on the telephone at night. */
  public static final QuietHours USUAL =
      new QuietHours(
          Revision.first(Instant.EPOCH),
          new Settings(
              "UTC",
              List.of(
                  new Window(
                      EnumSet.of(Channel.PHONE, Channel.SMS, Channel.WHATSAPP),
                      EnumSet.allOf(DayOfWeek.class),
                      LocalTime.of(21, 0),
                      LocalTime.of(8, 0)))));

  /** Replaces all of it. */
  public Outcome<Change<QuietHours>> set(Settings wanted, Instant now) {
    Checks checks = new Checks();
    ZoneId zone = checks.take("zone", TimeZones.parse(wanted.zone()));
    if (wanted.windows().size() > MOST_WINDOWS) {
      checks.add("windows", "too-many", "At most " + MOST_WINDOWS + " windows are kept.");
    }
    for (int i = 0; i < wanted.windows().size(); i++) {
      Window window = wanted.windows().get(i);
      checks.take(
          "windows/" + i,
          QuietWindow.of(
              window.channels(),
              window.days(),
              window.from(),
              window.to(),
              Objects.requireNonNullElse(zone, ZoneId.of("UTC"))));
    }
    return checks.orRefuse(() ->
        wanted.equals(settings)
            ? Change.none(this)
            : Change.of(new QuietHours(revision.next(now), wanted)));
  }

  /**
   * The windows of somebody in a country. Where several time zones are in use, those of all of them
   * reign: it is not known in which the person is.
   *
   * @param country null if it is not known
   */
  public List<QuietWindow> of(@Nullable Country country) {
    Set<ZoneId> known = country == null ? Set.of() : CountryZones.of(country);
    Set<ZoneId> zones = known.isEmpty() ? ImmutableSet.of(ZoneId.of(settings.zone())) : known;
    return settings.windows().stream()
        .flatMap(window -> zones.stream().map(window::in))
        .collect(toImmutableList());
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("quiet-hours", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "zone",
        settings.zone(),
        "windows",
        settings.windows().stream().map(Window::text).collect(Collectors.joining("; ")));
  }
}

package dev.kith.crm.http.intake.contact;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.QuietHours.Settings;
import dev.kith.crm.domain.intake.contact.QuietHours.Window;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.TimeZoneNames;
import dev.kith.crm.http.pages.Visit;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The hours in which nobody is disturbed, set as a whole. */
public final class QuietHoursPages {

  private static final String PATH = "/quiet-hours";
  private static final Splitter STEPS = Splitter.on('/');

  private QuietHoursPages() {}

  /** A window as it stands in the form: what was sent, good or not. */
  record Line(Set<String> channels, Set<String> days, String from, String to) {

    static final Line EMPTY = new Line(Set.of(), Set.of(), "", "");

    static Line of(Window window) {
      return new Line(
          window.channels().stream().map(Enum::name).collect(Collectors.toSet()),
          window.days().stream().map(Enum::name).collect(Collectors.toSet()),
          window.from().toString(),
          window.to().toString());
    }

    boolean isEmpty() {
      return channels.isEmpty() && days.isEmpty() && from.isEmpty() && to.isEmpty();
    }
  }

  /**
   * @param lines the last is empty, for one more
   */
  record QuietPage(
      String zone, List<Line> lines, long version, boolean changeable, Problems problems) {
    QuietPage {
      lines = ImmutableList.<Line>builder().addAll(lines).add(Line.EMPTY).build();
    }

    List<String> zones() {
      return TimeZoneNames.all();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                visit.crm().contacts().quietHours(),
                hours ->
                    show(
                        visit,
                        200,
                        hours.settings().zone(),
                        hours.settings().windows().stream().map(Line::of).toList(),
                        hours.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, QuietHoursPages::save);
  }

  private static void save(Visit visit) {
    List<Line> lines = lines(visit);
    long version = visit.number("version").orElse(0L);
    SavedForm.answer(
        settings(visit.form("zone"), lines)
            .then(s -> visit.crm().expecting(version).contacts().setQuietHours(s)),
        version,
        done -> visit.go(PATH, Notice.QUIET_HOURS_SAVED),
        "Somebody changed the hours meanwhile. What you save now replaces theirs.",
        QuietHoursPages::problems,
        (status, seen, problems) -> show(visit, status, visit.form("zone"), lines, seen, problems));
  }

  /** Each window is a part of the form of its own; its problems stand there. */
  private static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal,
        pointer ->
            pointer.startsWith("/windows/")
                ? "window-" + STEPS.splitToList(pointer).get(2)
                : pointer.equals("/windows") ? "" : Problems.firstStep(pointer));
  }

  /** A window of which nothing is filled in is none. */
  private static List<Line> lines(Visit visit) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i <= QuietHours.MOST_WINDOWS + 1; i++) {
      Line line =
          new Line(
              Set.copyOf(visit.ctx().formParams("channels-" + i)),
              Set.copyOf(visit.ctx().formParams("days-" + i)),
              visit.form("from-" + i),
              visit.form("to-" + i));
      if (!line.isEmpty() && visit.form("drop-" + i).isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static Outcome<Settings> settings(String zone, List<Line> lines) {
    Checks checks = new Checks();
    List<Window> windows = new ArrayList<>();
    for (Line line : lines) {
      String below = "windows/" + windows.size();
      windows.add(
          new Window(
              Arrays.stream(Channel.values())
                  .filter(c -> line.channels().contains(c.name()))
                  .collect(Collectors.toSet()),
              Arrays.stream(DayOfWeek.values())
                  .filter(d -> line.days().contains(d.name()))
                  .collect(Collectors.toSet()),
              CivilTimes.time(checks, below + "/from", line.from()),
              CivilTimes.time(checks, below + "/to", line.to())));
    }
    return checks.orRefuse(() -> new Settings(zone.strip(), windows));
  }

  private static void show(
      Visit visit, int status, String zone, List<Line> lines, long version, Problems problems) {
    visit.show(
        status,
        "intake/contact/quietHours.jte",
        "Quiet hours",
        Section.QUIET_HOURS,
        new QuietPage(zone, lines, version, SuppressionPages.mayChange(visit), problems));
  }
}

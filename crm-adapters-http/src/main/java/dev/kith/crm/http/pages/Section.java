package dev.kith.crm.http.pages;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places of the navigation, in their order. Somebody who may not use a place does not see it.
 */
public enum Section {
  HOME("Home", "/", "home", Group.WORK, null),
  LEADS("Leads", "/leads", "lead", Group.WORK, new Permission(Feature.LEAD, Action.VIEW)),
  MY_DAY("My day", "/day", "sun", Group.WORK, new Permission(Feature.TASK, Action.VIEW)),
  TASKS("Tasks", "/tasks", "task", Group.WORK, new Permission(Feature.TASK, Action.VIEW)),
  IMPORTS("Imports", "/imports", "import", Group.WORK, new Permission(Feature.IMPORT, Action.VIEW)),
  DUPLICATES(
      "Duplicates",
      "/duplicates",
      "copy",
      Group.WORK,
      new Permission(Feature.DUPLICATE, Action.VIEW)),
  SUPPRESSIONS(
      "Suppressions",
      "/suppressions",
      "blocked",
      Group.WORK,
      new Permission(Feature.CONSENT, Action.VIEW)),
  POINTS(
      "Points",
      "/scoring/rules",
      "points",
      Group.SCORING,
      new Permission(Feature.LEAD, Action.VIEW)),
  PREDICTIONS(
      "Predictions",
      "/scoring/models",
      "flag",
      Group.SCORING,
      new Permission(Feature.LEAD, Action.ADMINISTER)),
  TRACKING(
      "Tracking",
      "/tracking",
      "event",
      Group.SCORING,
      new Permission(Feature.LEAD, Action.ADMINISTER)),
  ATTRIBUTION(
      "Attribution",
      "/attribution",
      "flag",
      Group.SYSTEM,
      new Permission(Feature.LEAD, Action.ADMINISTER)),
  QUIET_HOURS(
      "Quiet hours",
      "/quiet-hours",
      "clock",
      Group.SYSTEM,
      new Permission(Feature.CONSENT, Action.ADMINISTER)),
  CALENDARS(
      "Business hours",
      "/calendars",
      "calendar",
      Group.SYSTEM,
      new Permission(Feature.CALENDAR, Action.VIEW)),
  ESCALATION(
      "Escalation",
      "/escalation",
      "bell",
      Group.SYSTEM,
      new Permission(Feature.TASK, Action.ADMINISTER)),
  RULES("Rules", "/rules", "gear", Group.SYSTEM, new Permission(Feature.AUTOMATION, Action.VIEW)),
  JOBS("Jobs", "/jobs", "job", Group.SYSTEM, null),
  ACTIVITY(
      "Activity", "/activity", "audit", Group.SYSTEM, new Permission(Feature.AUDIT, Action.VIEW)),
  USERS("Users", "/users", "users", Group.ACCESS, new Permission(Feature.ACCESS, Action.VIEW)),
  ROLES("Roles", "/roles", "role", Group.ACCESS, new Permission(Feature.ACCESS, Action.VIEW)),
  TEAMS("Teams", "/teams", "team", Group.ACCESS, new Permission(Feature.ACCESS, Action.VIEW)),
  NOTIFICATIONS("Notifications", "/notifications", "bell", Group.OWN, null),
  ACCOUNT("Your account", "/account", "user", Group.OWN, null),
  TOKENS("API tokens", "/tokens", "key", Group.OWN, null);

  /** What stands together in the navigation. */
  public enum Group {
    WORK("Work"),
    SCORING("Scoring"),
    SYSTEM("System"),
    ACCESS("Access"),
    OWN("You");

    private final String label;

    Group(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private final String label;
  private final String path;
  private final String icon;
  private final Group group;
  private final @Nullable Permission needed;

  Section(String label, String path, String icon, Group group, @Nullable Permission needed) {
    this.label = label;
    this.path = path;
    this.icon = icon;
    this.group = group;
    this.needed = needed;
  }

  public String label() {
    return label;
  }

  public String path() {
    return path;
  }

  public String icon() {
    return icon;
  }

  public boolean isOpenTo(Actor actor) {
    return Optional.ofNullable(needed).map(actor::may).orElse(true);
  }

  static List<Section> of(Group group, Actor actor) {
    return Arrays.stream(values()).filter(s -> s.group == group && s.isOpenTo(actor)).toList();
  }
}

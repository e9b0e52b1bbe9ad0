package dev.kith.crm.http.pages;

import static dev.kith.crm.domain.access.Action.ADMINISTER;
import static dev.kith.crm.domain.access.Action.VIEW;
import static dev.kith.crm.domain.access.Feature.ACCESS;
import static dev.kith.crm.domain.access.Feature.ASSIGNMENT;
import static dev.kith.crm.domain.access.Feature.AUDIT;
import static dev.kith.crm.domain.access.Feature.AUTOMATION;
import static dev.kith.crm.domain.access.Feature.CALENDAR;
import static dev.kith.crm.domain.access.Feature.COMPETITOR;
import static dev.kith.crm.domain.access.Feature.CONSENT;
import static dev.kith.crm.domain.access.Feature.CONTACT;
import static dev.kith.crm.domain.access.Feature.DUPLICATE;
import static dev.kith.crm.domain.access.Feature.IMPORT;
import static dev.kith.crm.domain.access.Feature.LEAD;
import static dev.kith.crm.domain.access.Feature.OPPORTUNITY;
import static dev.kith.crm.domain.access.Feature.PRODUCT;
import static dev.kith.crm.domain.access.Feature.TASK;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The places of the navigation, in their order: what stands in a group is written together.
 * Somebody who may not use a place does not see it.
 */
public enum Section {
  HOME(Group.WORK, "Home", "/", "home"),
  MY_DAY(Group.WORK, "My day", "/day", "sun", TASK, VIEW),
  LEADS(Group.WORK, "Leads", "/leads", "lead", LEAD, VIEW),
  ACCOUNTS(Group.WORK, "Accounts", "/accounts", "company", Feature.ACCOUNT, VIEW),
  CONTACTS(Group.WORK, "Contacts", "/contacts", "contact", CONTACT, VIEW),
  BOARD(Group.WORK, "Pipeline", "/board", "columns", OPPORTUNITY, VIEW),
  OPPORTUNITIES(Group.WORK, "Opportunities", "/opportunities", "deal", OPPORTUNITY, VIEW),
  PRODUCTS(Group.WORK, "Products", "/products", "box", PRODUCT, VIEW),
  COMPETITORS(Group.WORK, "Competitors", "/competitors", "rivals", COMPETITOR, VIEW),
  TASKS(Group.WORK, "Tasks", "/tasks", "task", TASK, VIEW),

  POINTS(Group.MARKETING, "Scoring", "/scoring/rules", "points", LEAD, VIEW),
  PREDICTIONS(Group.MARKETING, "Predictions", "/scoring/models", "trend", LEAD, ADMINISTER),
  TRACKING(Group.MARKETING, "Tracking", "/tracking", "event", LEAD, ADMINISTER),
  ATTRIBUTION(Group.MARKETING, "Attribution", "/attribution", "paths", LEAD, ADMINISTER),

  IMPORTS(Group.DATA, "Imports", "/imports", "import", IMPORT, VIEW),
  DUPLICATES(Group.DATA, "Duplicates", "/duplicates", "copy", DUPLICATE, VIEW),
  SUPPRESSIONS(Group.DATA, "Suppressions", "/suppressions", "blocked", CONSENT, VIEW),
  CONVERSIONS(Group.DATA, "Conversions", "/conversions", "convert", LEAD, VIEW),

  RULES(Group.AUTOMATION, "Rules", "/rules", "gear", AUTOMATION, VIEW),
  POOLS(Group.AUTOMATION, "Assignment", "/assignment-pools", "assign", ASSIGNMENT, VIEW),
  LIFECYCLE(Group.AUTOMATION, "Lifecycle", "/lifecycle", "cycle", Feature.ACCOUNT, VIEW),
  ESCALATION(Group.AUTOMATION, "Escalation", "/escalation", "steps", TASK, ADMINISTER),
  CALENDARS(Group.AUTOMATION, "Business hours", "/calendars", "calendar", CALENDAR, VIEW),
  PIPELINES(Group.AUTOMATION, "Stages", "/pipelines", "filter", OPPORTUNITY, ADMINISTER),
  CONTACT_ROLES(Group.AUTOMATION, "Contact roles", "/contact-roles", "parts", CONTACT, ADMINISTER),
  QUIET_HOURS(Group.AUTOMATION, "Quiet hours", "/quiet-hours", "moon", CONSENT, ADMINISTER),

  USERS(Group.ADMINISTRATION, "Users", "/users", "users", ACCESS, VIEW),
  ROLES(Group.ADMINISTRATION, "Roles", "/roles", "role", ACCESS, VIEW),
  TEAMS(Group.ADMINISTRATION, "Teams", "/teams", "team", ACCESS, VIEW),
  CURRENCIES(Group.ADMINISTRATION, "Currencies", "/currencies", "coins", Feature.CURRENCY, VIEW),
  JOBS(Group.ADMINISTRATION, "Jobs", "/jobs", "job"),
  ACTIVITY(Group.ADMINISTRATION, "Activity", "/activity", "audit", AUDIT, VIEW),

  NOTIFICATIONS(Group.OWN, "Notifications", "/notifications", "bell"),
  ACCOUNT(Group.OWN, "Your account", "/account", "user"),
  TOKENS(Group.OWN, "API tokens", "/tokens", "key");

  /** What stands together in the navigation. */
  public enum Group {
    /** Always in sight; the other groups open and close. */
    WORK("Work"),
    MARKETING("Marketing"),
    DATA("Data"),
    AUTOMATION("Automation"),
    ADMINISTRATION("Administration"),
    OWN("You");

    private final String label;

    Group(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Whether it stands open on a page of this section. */
    public boolean holds(@Nullable Section section) {
      return section != null && section.group == this;
    }
  }

  private final String label;
  private final String path;
  private final String icon;
  private final Group group;
  private final @Nullable Permission needed;

  /** A place that is open to everybody who has logged in. */
  Section(Group group, String label, String path, String icon) {
    this(group, label, path, icon, (Permission) null);
  }

  Section(Group group, String label, String path, String icon, Feature feature, Action action) {
    this(group, label, path, icon, new Permission(feature, action));
  }

  Section(Group group, String label, String path, String icon, @Nullable Permission needed) {
    this.group = group;
    this.label = label;
    this.path = path;
    this.icon = icon;
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

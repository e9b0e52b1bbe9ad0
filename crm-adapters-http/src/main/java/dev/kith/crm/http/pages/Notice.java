package dev.kith.crm.http.pages;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a page says once, after the redirect that follows something done. Only the code travels, in
 * a short-lived cookie: nobody can put words into the CRM's mouth.
 */
public enum Notice {
  LEAD_CAPTURED("Lead saved"),
  LEAD_SAVED("Changes saved"),
  LEAD_ASSIGNED("Owner changed"),
  LEAD_NOTED("Note added"),
  LEAD_TAGGED("Tags added"),
  LEAD_UNTAGGED("Tag removed"),
  LEAD_MOVED("Status changed"),
  LEAD_ENRICHED("Fields filled by what was found"),
  LEAD_NOT_ENRICHED("Nothing was found that fills a field"),
  SOURCES_SILENT("Some sources did not answer; try again later"),
  ENGAGEMENT_JUDGED("Remembered; the points follow"),
  POINT_RULE_SAVED("Rule saved; the points follow"),
  POINT_RULE_RETIRED("The rule gives nothing from now on"),
  TRACKING_SAVED("Tracking saved"),
  TRACKING_KEY_CHANGED("Links are signed by a new key"),
  VISITOR_PARTED("Taken back; the points follow"),
  SCORING_SAVED("Saved; the scores follow"),
  SCORE_SET("Score set"),
  SCORE_CLEARED("The computed score counts again"),
  ASSIGNED_FROM_POOL("The pool has decided; see why beside the owner"),
  POINTS_AWARDED("Points awarded; the score follows"),
  AWARD_WITHDRAWN("The award is withdrawn; the score follows"),
  SCORECARD_SAVED("Saved; the scores of all leads follow"),
  SCORES_RECALCULATED("All scores are being computed anew"),
  LEAD_DELETED("Lead moved to the bin"),
  LEAD_RESTORED("Lead restored"),
  ACCOUNT_CREATED("Account saved"),
  ACCOUNT_SAVED("Changes saved"),
  ACCOUNT_NOTED("Note added"),
  ACCOUNT_ASSIGNED("Owner changed"),
  ACCOUNT_DELETED("Account moved to the bin"),
  ACCOUNT_RESTORED("Account restored"),
  LEADS_MERGED("The leads are one now"),
  MERGE_UNDONE("Merge undone"),
  LEADS_TOLD_APART("Remembered: these are not duplicates"),
  DISTINCT_TAKEN_BACK("Taken back: these may be duplicates"),
  ATTRIBUTION_SAVED("Rules saved"),
  MODEL_TRAINING("A model is being trained; it appears here when it is done"),
  MODEL_ACTIVATED("The predictions of this model count from now on"),
  MODEL_SHADOWED("It predicts beside the active one"),
  MODEL_ROLLED_BACK("The model before is active again"),
  MODEL_RETIRED("Model retired"),
  CONSENT_RECORDED("Recorded in the ledger"),
  SUPPRESSION_ADDED("Put on the list"),
  SUPPRESSION_REMOVED("Taken off the list"),
  QUIET_HOURS_SAVED("Quiet hours saved"),
  TASK_CREATED("Task saved"),
  TASK_SAVED("Changes saved"),
  TASKS_CHANGED("Tasks changed"),
  TASK_MOVED("Status changed"),
  TASK_COMPLETED("Task completed"),
  TASK_CANCELLED("Task cancelled"),
  TASK_REOPENED("Task open again"),
  TASK_ASSIGNED("Owner changed"),
  TASK_SNOOZED("Task snoozed"),
  TASK_DELETED("Task moved to the bin"),
  TASK_RESTORED("Task restored"),
  TASK_SERIES_ENDED("This is the last of its series"),
  TASK_ACKNOWLEDGED("You see to it"),
  ESCALATION_SAVED("Policy saved"),
  ESCALATION_ACTIVATED("Tasks are escalated from now on"),
  ESCALATION_PAUSED("The policy rests"),
  ESCALATION_DELETED("Policy deleted"),
  POOL_SAVED("Pool saved"),
  POOL_DELETED("Pool deleted"),
  CALENDAR_SAVED("Business hours saved"),
  CALENDAR_DEFAULT("Default changed"),
  CALENDAR_DELETED("Calendar deleted"),
  REPORT_CURRENCY_SET("Amounts are added up in this currency now"),
  RATES_SAVED("Rates saved"),
  RATE_REMOVED("Rate removed"),
  THRESHOLDS_SAVED("Thresholds saved"),
  SCAN_STARTED("All leads are being looked through"),
  IMPORT_STARTED("Import started"),
  IMPORT_CHECKING("The file is being checked"),
  IMPORT_PAUSED("The import rests after the current rows"),
  IMPORT_REVERTING("The import is being taken back"),
  IMPORT_CANCELLED("The import stops after the current rows"),
  IMPORT_DISCARDED("Upload discarded"),
  IMPORT_REVIEWED("Decisions saved"),
  PRESET_SAVED("Preset saved"),
  PRESET_APPLIED("Preset applied"),
  PRESET_DELETED("Preset deleted"),
  RULE_SAVED("Rule saved"),
  RULE_ACTIVATED("The rule acts from now on"),
  RULE_PAUSED("The rule rests"),
  FIRING_DONE("Done now"),
  FIRING_FAILED_AGAIN("It failed again; the reason stands below"),
  RULE_DELETED("Rule deleted"),
  JOB_CANCELLED("The job stops as soon as it can"),
  JOB_RETRIED("The job runs again"),
  EVENT_REPLAYED("The event is delivered again"),
  SCHEDULE_ENABLED("Schedule switched on"),
  SCHEDULE_DISABLED("Schedule switched off"),
  SCHEDULE_RUN("The job has been asked for"),
  NOTIFICATIONS_READ("All marked as read"),
  USER_REGISTERED("User registered"),
  USER_SAVED("User saved"),
  USER_DEACTIVATED("User deactivated"),
  USER_REACTIVATED("User reactivated"),
  PASSWORD_SET("Password set"),
  ROLE_SAVED("Role saved"),
  ROLE_DELETED("Role deleted"),
  TEAM_SAVED("Team saved"),
  TEAM_DELETED("Team deleted"),
  TOKEN_REVOKED("Token revoked"),
  CALENDAR_ENDED("The address of your calendar leads nowhere now"),
  PASSWORD_CHANGED("Password changed"),
  SESSION_ENDED("Session ended");

  static final String COOKIE = "kith-notice";

  private final String text;

  Notice(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  static Optional<Notice> named(String name) {
    return Arrays.stream(values()).filter(n -> n.name().equals(name)).findFirst();
  }
}

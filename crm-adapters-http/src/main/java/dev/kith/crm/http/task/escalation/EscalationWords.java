package dev.kith.crm.http.task.escalation;

import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.task.escalation.Ladder.State;
import dev.kith.crm.http.task.ReminderWords;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Escalation in words. */
public final class EscalationWords {

  private EscalationWords() {}

  public static String since(Since since) {
    return switch (since) {
      case DUE -> "is due";
      case CREATED -> "was created";
      case TOUCHED -> "was last touched";
    };
  }

  /** Such as "4 hours". */
  public static String after(Duration after) {
    return after.isZero() ? "at once" : ReminderWords.hours(after);
  }

  /** Such as "tell Olga, and raise the priority". */
  public static String deed(EscalationLevel level, Map<UUID, String> names) {
    return deed(level.deed(), level.to(), names)
        + (level.raisePriority() ? ", and raise the priority" : "");
  }

  /** The sign of what is done. */
  public static String icon(Deed deed) {
    return switch (deed) {
      case NOTIFY -> "bell";
      case REASSIGN -> "user";
    };
  }

  /** Such as "tell Olga". */
  public static String deed(Deed deed, EscalationTarget to, Map<UUID, String> names) {
    String whom = names.getOrDefault(to.id(), "somebody who is gone");
    String target =
        switch (to) {
          case EscalationTarget.Person p -> whom;
          case EscalationTarget.Members m -> "the team " + whom;
          case EscalationTarget.Holders h -> "everybody with the role " + whom;
          case EscalationTarget.Managers m -> "the " + whom + " of the owner’s team";
        };
    return switch (deed) {
      case NOTIFY -> "tell " + target;
      case REASSIGN ->
          "give it to " + (to instanceof EscalationTarget.Person ? target : "one of " + target);
    };
  }

  public static String state(State state) {
    return switch (state) {
      case PLANNED -> "To come";
      case WAITING -> "Waits";
      case ESCALATED -> "Escalated";
      case PASSED_OVER -> "Passed over";
      case ACKNOWLEDGED -> "Stopped";
      case NEVER -> "Never";
    };
  }

  public static String tone(State state) {
    return switch (state) {
      case PLANNED -> "info";
      case WAITING -> "violet";
      case ESCALATED -> "warn";
      case PASSED_OVER, NEVER -> "";
      case ACKNOWLEDGED -> "good";
    };
  }
}

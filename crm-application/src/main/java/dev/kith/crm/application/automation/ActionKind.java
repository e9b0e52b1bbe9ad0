package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that rules can do. A feature that has such a thing registers it; the engine knows none
 * by name.
 *
 * @param code stable: rules that are stored refer to it, such as {@code lead.assign}
 * @param label for people
 * @param records the kinds of records that it can be done to; empty for any
 * @param parameters what must be said for it
 * @param oneOf which of them are said one in place of another
 * @param emits the types of events that it can bring about: for the warning before circles
 * @param checking finds what else is wrong with what is said for it, when the rule is saved
 * @param doing does it, within the run in which the firing is kept; what it refuses, or throws,
 *     undoes everything that the rule has done to the record by then
 */
public record ActionKind(
    String code,
    String label,
    Set<String> records,
    List<Parameter> parameters,
    OneOf oneOf,
    Set<String> emits,
    Checking checking,
    Doing doing) {

  /**
   * Parameters of which at most one is said.
   *
   * @param required whether one must be
   */
  public record OneOf(List<String> parameters, boolean required) {
    public static final OneOf NOTHING = new OneOf(List.of(), false);

    public OneOf {
      parameters = ImmutableList.copyOf(parameters);
    }
  }

  public ActionKind(
      String code,
      String label,
      Set<String> records,
      List<Parameter> parameters,
      OneOf oneOf,
      Set<String> emits,
      Doing doing) {
    this(code, label, records, parameters, oneOf, emits, Checking.NOTHING, doing);
  }

  public ActionKind(
      String code,
      String label,
      Set<String> records,
      List<Parameter> parameters,
      Set<String> emits,
      Doing doing) {
    this(code, label, records, parameters, OneOf.NOTHING, emits, doing);
  }

  public ActionKind {
    records = ImmutableSet.copyOf(records);
    parameters = ImmutableList.copyOf(parameters);
    emits = ImmutableSet.copyOf(emits);
  }

  /** The same, of which more is checked than each parameter by itself. */
  public ActionKind checked(Checking more) {
    return new ActionKind(code, label, records, parameters, oneOf, emits, more, doing);
  }

  /** Finds what would be refused each time that the action is done. */
  @FunctionalInterface
  public interface Checking {
    Checking NOTHING = (record, said, now) -> List.of();

    /**
     * Every problem, each at the name of its parameter.
     *
     * @param record the type of the records that the rule is about
     * @param said what is said, and good by itself; texts still have their facts in braces
     */
    List<Violation> problems(String record, Map<String, String> said, Instant now);
  }

  /** Does the action. */
  @FunctionalInterface
  public interface Doing {
    /** Answers what was done, in a few words for the log. */
    Outcome<String> run(ActionRun run);
  }

  public boolean isFor(String record) {
    return records.isEmpty() || records.contains(record);
  }

  /**
   * One thing that is said for an action.
   *
   * @param choices what it can be, for {@link Type#CHOICE}
   */
  public record Parameter(
      String name, String label, Type type, boolean required, List<String> choices) {

    /** What the text must be. */
    public enum Type {
      /** With names of facts in braces, such as {@code {lead.name}}, which are replaced. */
      TEXT,
      /** The same, of several lines. */
      LINES,
      /** The id of a user who can own records. */
      USER,
      /** The id of a pool from which records are assigned. */
      POOL,
      /** A {@link Recipient}: the owner, the administrators, a user, a team or a role. */
      RECIPIENT,
      CHOICE,
      /** ISO 8601, such as {@code P3D} or {@code PT4H}; longer than nothing. */
      DURATION,
      /** A rule of RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=MO}; the action checks it. */
      RECURRENCE,
      /** Days such as {@code 2026-12-25}, with commas or blanks between them. */
      DAYS,
      /** {@code https://…} */
      URL,
      /** A whole number from -1000 to 1000 that is not 0. */
      POINTS
    }

    public Parameter {
      choices = ImmutableList.copyOf(choices);
    }

    public static Parameter required(String name, String label, Type type) {
      return new Parameter(name, label, type, true, List.of());
    }

    public static Parameter optional(String name, String label, Type type) {
      return new Parameter(name, label, type, false, List.of());
    }
  }
}

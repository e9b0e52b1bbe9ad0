package dev.kith.crm.application.assignment.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.assignment.PoolAssigning.Wanted;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.OneOf;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;

/**
 * Gives the record to a user, or to somebody of a pool: one action for each kind of records, such
 * as {@code lead.assign}. Who gets it from a pool is decided once for each firing, and kept with
 * its reason.
 */
public final class AssignActions {

  private static final String OWNER = "owner";
  private static final String POOL = "pool";

  private AssignActions() {}

  public static List<ActionKind> all(PoolAssigning pools, List<AssignableRecords> records) {
    return records.stream().map(each -> action(pools, each)).collect(toImmutableList());
  }

  private static ActionKind action(PoolAssigning pools, AssignableRecords records) {
    String type = records.type();
    return new ActionKind(
        type + ".assign",
        "Assign the " + type,
        Set.of(type),
        List.of(
            Parameter.optional(OWNER, "New owner", Parameter.Type.USER),
            Parameter.optional(POOL, "Or somebody of the pool", Parameter.Type.POOL)),
        new OneOf(List.of(OWNER, POOL), true),
        Set.of(type + ".assigned.v1"),
        run -> run.said(POOL) == null ? toUser(records, run) : fromPool(pools, records, run));
  }

  private static Outcome<String> toUser(AssignableRecords records, ActionRun run) {
    return records
        .assign(run.record().id(), run.user(OWNER), run.context())
        .map(record -> "The " + record.type() + " was assigned.");
  }

  private static Outcome<String> fromPool(
      PoolAssigning pools, AssignableRecords records, ActionRun run) {
    return pools
        .give(
            run.context(),
            new AssignmentPoolId(run.id(POOL)),
            new Wanted(run.record(), Action.ASSIGN, records.type(), null, run.once() + "/pool"),
            user ->
                user == null
                    ? Outcome.done(run.record())
                    : records.assign(run.record().id(), user, run.context()))
        .map(AssignActions::words);
  }

  private static String words(Assignment assignment) {
    return "The "
        + assignment.record().type()
        + (assignment.user() == null ? " was not assigned. " : " was assigned. ")
        + assignment.choice().how().words();
  }
}

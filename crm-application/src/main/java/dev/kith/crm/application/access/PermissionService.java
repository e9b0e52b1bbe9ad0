package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

final class PermissionService implements Permissions {

  private final Actor actor;

  PermissionService(Actor actor) {
    this.actor = actor;
  }

  @Override
  public Grants grants() {
    return actor.grants();
  }

  @Override
  public Outcome<List<Answer>> check(List<Question> questions) {
    return questions.size() > MOST_QUESTIONS
        ? Outcome.refused(
            Invalid.of(
                new Violation(
                    "",
                    "too-many",
                    "At most " + MOST_QUESTIONS + " questions are answered at once.")))
        : Outcome.done(
            questions.stream().map(this::answer).collect(ImmutableList.toImmutableList()));
  }

  private Answer answer(Question question) {
    Permission permission = question.permission();
    Scope scope = actor.grants().scopeOf(permission).orElse(null);
    if (scope == null) {
      return new Answer(
          question, false, null, "You do not hold the permission " + permission + ".");
    }
    String held = "You hold the permission " + permission + " on " + reach(scope);
    if (!question.onRecord()) {
      return new Answer(question, true, scope, held + ".");
    }
    // What cannot be seen cannot be worked with either, as with every command on a record.
    Permission view = new Permission(permission.feature(), Action.VIEW);
    if (!Visibility.of(actor, view).reaches(question.owner())) {
      return new Answer(
          question,
          false,
          scope,
          "The record is hidden from you: your permission " + view + " does not reach it.");
    }
    boolean reached = Visibility.of(actor, permission).reaches(question.owner());
    return new Answer(
        question,
        reached,
        scope,
        held + (reached ? ", which this is one of." : "; this is none of them."));
  }

  private static String reach(Scope scope) {
    return switch (scope) {
      case OWN -> "your own records";
      case TEAM -> "the records of your teams";
      case ALL -> "all records";
    };
  }
}

package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stages demand of opportunities. */
final class Demands {

  private Demands() {}

  static List<Requirement> missing(
      Stage where, OpportunityContent content, @Nullable UserId owner) {
    return where.required().stream()
        .filter(requirement ->
            switch (requirement) {
              case ACCOUNT -> content.account() == null;
              case AMOUNT -> content.amount() == null;
              case CLOSE_DATE -> content.closeDate() == null;
              case NEXT_STEP -> content.nextStep() == null;
              case SOURCE -> content.source() == null;
              case OWNER -> owner == null;
            })
        .toList();
  }

  /** The stage, unless it requires what is missing. */
  static Outcome<Stage> complete(Stage where, OpportunityContent content, @Nullable UserId owner) {
    Checks checks = new Checks();
    ask(checks, where, missing(where, content, owner));
    return checks.orRefuse(() -> where);
  }

  /** The same after a change, without asking for what was missing before it. */
  static Outcome<Stage> stillComplete(
      Stage where,
      OpportunityContent content,
      @Nullable UserId owner,
      OpportunityContent newContent,
      @Nullable UserId newOwner) {
    List<Requirement> before = missing(where, content, owner);
    Checks checks = new Checks();
    ask(
        checks,
        where,
        missing(where, newContent, newOwner).stream().filter(m -> !before.contains(m)).toList());
    return checks.orRefuse(() -> where);
  }

  static void ask(Checks checks, Stage where, List<Requirement> missing) {
    for (Requirement requirement : missing) {
      checks.add(
          requirement.code(),
          "required-by-stage",
          "The stage " + where.name() + " requires it: " + requirement.label() + ".");
    }
  }
}

package dev.kith.crm.application.relationship.automation;

import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.relationship.RelationshipFeature;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Set;

/** Lets rules give the people at an account the roles that their titles suggest. */
public final class RoleActions {

  private static final String CONFIDENCE = "confidence";

  /** What a suggestion can be sure of. */
  private static final List<String> CONFIDENCES = List.of("55", "65", "70", "80", "85", "95");

  private RoleActions() {}

  public static List<ActionKind> all(RelationshipFeature relationships) {
    return List.of(
        new ActionKind(
            "contact.role",
            "Give people at the account the roles that their titles suggest",
            Set.of(TargetKind.ACCOUNT.code(), TargetKind.OPPORTUNITY.code()),
            List.of(
                new Parameter(
                    CONFIDENCE,
                    "How sure it must be at least, in percent",
                    Parameter.Type.CHOICE,
                    true,
                    CONFIDENCES),
                Parameter.optional(
                    "role", "Only this role, by its key, such as LEGAL", Parameter.Type.TEXT)),
            Set.of("relationship.began.v1", "relationship.made-primary.v1"),
            run -> give(relationships, run)));
  }

  private static Outcome<String> give(RelationshipFeature relationships, ActionRun run) {
    String role = run.text("role").strip();
    return relationships
        .roles(run.context())
        .suggestions()
        .acceptAll(
            new Target(TargetKind.named(run.record().type()).orElseThrow(), run.record().id()),
            Integer.parseInt(run.text(CONFIDENCE)),
            role.isEmpty() ? null : role)
        .map(given ->
            switch (given.size()) {
              case 0 -> "No role was suggested.";
              case 1 -> "1 role was given.";
              default -> given.size() + " roles were given.";
            });
  }
}

package dev.kith.crm.application.notification.automation;

import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.automation.Recipient;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What rules can tell people. */
public final class NotificationActions {

  /** The topic of what rules tell. */
  public static final String TOPIC = "rule.notify";

  private NotificationActions() {}

  public static List<ActionKind> all(Notifier notifier) {
    return List.of(
        new ActionKind(
            "notify",
            "Notify somebody",
            Set.of(),
            List.of(
                Parameter.required("to", "Whom", Parameter.Type.RECIPIENT),
                Parameter.required("text", "What to say", Parameter.Type.TEXT),
                Parameter.optional("detail", "More of it", Parameter.Type.LINES)),
            Set.of(),
            run -> tell(notifier, run)));
  }

  private static Outcome<String> tell(Notifier notifier, ActionRun run) {
    Recipient to = Recipient.read(String.valueOf(run.said("to"))).orElseThrow();
    if (to.kind() == Recipient.Kind.OWNER && run.owner() == null) {
      return Outcome.done("Nobody was notified: nobody owns it.");
    }
    String text = run.text("text");
    int told =
        notifier.tell(
            audience(to, run),
            new Message(
                run.once(),
                TOPIC,
                // Facts that are not known may leave nothing of it.
                text.isBlank() ? run.ruleName() : text,
                run.text("detail"),
                run.record(),
                run.context().cause()));
    return Outcome.done(
        told == 0
            ? "Nobody was notified: there is nobody."
            : told == 1 ? "One user was notified." : told + " users were notified.");
  }

  private static Audience audience(Recipient to, ActionRun run) {
    return switch (to.kind()) {
      case OWNER -> Audience.of(Objects.requireNonNull(run.owner()));
      case ADMINISTRATORS -> Audience.administrators();
      case USER -> Audience.of(new UserId(id(to)));
      case TEAM -> new Audience.Members(new TeamId(id(to)));
      case ROLE -> new Audience.Holders(new RoleId(id(to)));
    };
  }

  private static UUID id(Recipient to) {
    return Objects.requireNonNull(to.id());
  }
}

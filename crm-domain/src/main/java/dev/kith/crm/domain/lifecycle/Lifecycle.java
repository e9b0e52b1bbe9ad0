package dev.kith.crm.domain.lifecycle;

import static dev.kith.crm.domain.lifecycle.StageTransition.free;
import static dev.kith.crm.domain.lifecycle.StageTransition.reasoned;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lifecycle in force. There is one from the beginning, and only one. An administrator replaces
 * what it says, which makes another version of it; those before stay readable, for accounts tell by
 * which of them they moved. A stage that an account is in cannot be left out.
 */
public record Lifecycle(Revision revision, LifecycleTerms terms) implements Aggregate {

  /** There is only one, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x6c696665);

  /** How a CRM begins. */
  public static final Lifecycle USUAL =
      new Lifecycle(
          Revision.first(Instant.EPOCH),
          new LifecycleTerms(
              List.of(
                  new Stage("PROSPECT", "Prospect", 10, StageCategory.PRE_SALE),
                  new Stage("TARGET", "Target", 20, StageCategory.PRE_SALE),
                  new Stage("ENGAGED", "Engaged", 30, StageCategory.PRE_SALE),
                  new Stage("CUSTOMER", "Customer", 40, StageCategory.ACTIVE),
                  new Stage("EXPANDING", "Expanding", 50, StageCategory.ACTIVE),
                  new Stage("AT_RISK", "At risk", 60, StageCategory.AT_RISK),
                  new Stage("RENEWING", "Renewing", 70, StageCategory.ACTIVE),
                  new Stage("CHURNED", "Churned", 80, StageCategory.ENDED),
                  new Stage("WON_BACK", "Won back", 90, StageCategory.ACTIVE),
                  new Stage("DISQUALIFIED", "Disqualified", 100, StageCategory.ENDED)),
              List.of(
                  free("PROSPECT", "TARGET"),
                  free("TARGET", "ENGAGED"),
                  free("ENGAGED", "CUSTOMER"),
                  free("CUSTOMER", "EXPANDING"),
                  free("CUSTOMER", "RENEWING"),
                  free("EXPANDING", "RENEWING"),
                  free("EXPANDING", "CUSTOMER"),
                  free("RENEWING", "CUSTOMER"),
                  free("AT_RISK", "RENEWING"),
                  free("CHURNED", "WON_BACK"),
                  free("WON_BACK", "CUSTOMER"),
                  reasoned("CUSTOMER", "AT_RISK"),
                  reasoned("EXPANDING", "AT_RISK"),
                  reasoned("RENEWING", "AT_RISK"),
                  reasoned("WON_BACK", "AT_RISK"),
                  reasoned("AT_RISK", "CUSTOMER"),
                  reasoned("AT_RISK", "CHURNED"),
                  reasoned("RENEWING", "CHURNED"),
                  reasoned("TARGET", "PROSPECT"),
                  reasoned("ENGAGED", "TARGET"),
                  reasoned("PROSPECT", "DISQUALIFIED"),
                  reasoned("TARGET", "DISQUALIFIED"),
                  reasoned("ENGAGED", "DISQUALIFIED"),
                  reasoned("DISQUALIFIED", "PROSPECT"))));

  /**
   * Another version of it, unless it says the same.
   *
   * @param wanted found to be sound
   */
  public Change<Lifecycle> set(LifecycleTerms wanted, Instant now) {
    return wanted.equals(terms)
        ? Change.none(this)
        : Change.of(new Lifecycle(revision.next(now), wanted), new LifecycleEvent.Changed());
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("lifecycle", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "stages",
        terms.inOrder().stream().map(Lifecycle::fact).collect(joining("\n")),
        "transitions",
        terms.transitions().stream().map(Lifecycle::fact).sorted().collect(joining("\n")));
  }

  private static String fact(Stage stage) {
    TimeInStage sla = stage.slaInStage();
    return "%d %s (%s, %s)".formatted(stage.order(), stage.name(), stage.key(), stage.category())
        + (sla == null ? "" : ", at most " + sla.words());
  }

  private static String fact(StageTransition way) {
    return way.from()
        + " → "
        + way.to()
        + (way.requiresReason() ? ", with a reason" : "")
        + (way.requiredFields().isEmpty()
            ? ""
            : ", with " + String.join(", ", way.requiredFields()))
        + (way.guard() == null ? "" : ", if " + way.guard())
        + ", for who may "
        + way.permission().code();
  }
}

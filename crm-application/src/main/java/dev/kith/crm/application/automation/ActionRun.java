package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One doing of one action.
 *
 * @param context the automation's own actor, in consequence of the event
 * @param firing names what is kept of it, in the same run
 * @param step which of the rule's actions, from 0
 * @param ruleName for people
 * @param number of the rule's version
 * @param owner of the record; null where nobody owns it
 * @param facts what is known of record and event
 * @param parameters as the rule says them; they were checked when it was saved
 * @param event the type of the event
 */
public record ActionRun(
    Context context,
    UUID firing,
    int step,
    RuleId rule,
    String ruleName,
    long number,
    Subject record,
    @Nullable UserId owner,
    Map<String, Object> facts,
    Map<String, String> parameters,
    String event,
    Instant now) {

  public ActionRun {
    facts = ImmutableMap.copyOf(facts);
    parameters = ImmutableMap.copyOf(parameters);
  }

  /**
   * Names this doing, for what is to be done once however often the rule tries: a firing that
   * failed is tried again under its own id.
   */
  public String once() {
    return "firing/" + firing + (step == 0 ? "" : "/" + step);
  }

  /** What is said for a parameter; null where nothing is. */
  public @Nullable String said(String parameter) {
    String text = parameters.get(parameter);
    return text == null || text.isBlank() ? null : text;
  }

  /** A text in which names of facts are replaced by what they are for this record. */
  public String text(String parameter) {
    return Texts.filled(Objects.requireNonNullElse(said(parameter), ""), facts);
  }

  public UserId user(String parameter) {
    return new UserId(id(parameter));
  }

  public UUID id(String parameter) {
    return UUID.fromString(Objects.requireNonNull(said(parameter)));
  }

  public Duration duration(String parameter) {
    return Duration.parse(Objects.requireNonNull(said(parameter)));
  }
}

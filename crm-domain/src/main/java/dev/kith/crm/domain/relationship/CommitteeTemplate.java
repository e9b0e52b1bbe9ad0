package dev.kith.crm.domain.relationship;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which roles the stages of pipelines need. It is there from the beginning; an administrator
 * replaces what it says. What it says of a stage that is gone means nothing any more.
 */
public record CommitteeTemplate(Revision revision, CommitteeTerms terms) implements Aggregate {

  /** There is only one, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x636f6d6d);

  /** How a CRM begins: for the stages of the usual pipeline. */
  public static final CommitteeTemplate USUAL =
      new CommitteeTemplate(
          Revision.first(Instant.EPOCH),
          new CommitteeTerms(
              List.of(
                  new StageNeeds(null, "qualification", List.of("CHAMPION")),
                  new StageNeeds(null, "proposal", List.of("CHAMPION", "ECONOMIC_BUYER")),
                  new StageNeeds(
                      null, "negotiation", List.of("CHAMPION", "ECONOMIC_BUYER", "PROCUREMENT")))));

  /**
   * Refused with {@code invalid}.
   *
   * @param hasStage whether a pipeline, or any of them where it is null, has a stage of a key
   */
  public Outcome<Change<CommitteeTemplate>> set(
      CommitteeTerms wanted,
      RoleTerms roles,
      BiPredicate<@Nullable PipelineId, String> hasStage,
      Instant now) {
    return wanted
        .read(roles, hasStage)
        .map(good ->
            good.equals(terms)
                ? Change.none(this)
                : Change.of(new CommitteeTemplate(revision.next(now), good)));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("committee-template", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "needs", terms.needs().stream().map(CommitteeTemplate::told).collect(joining("\n")));
  }

  private static String told(StageNeeds needs) {
    return needs.stage()
        + (needs.pipeline() == null ? "" : " of pipeline " + needs.pipeline())
        + ": "
        + (needs.roles().isEmpty() ? "nobody" : String.join(", ", needs.roles()));
  }
}

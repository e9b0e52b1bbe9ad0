package dev.kith.crm.domain.pipeline;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stages that opportunities go through, one after the other.
 *
 * <p>A pipeline is set up, and changed as a whole whenever its stages are to be others. A stage can
 * be merged into another of its type, which takes its opportunities over. Stages and pipelines in
 * which there are opportunities do not vanish: that is for the caller to make sure. A pipeline that
 * is thrown away has no stages any more.
 */
public record Pipeline(PipelineId id, Revision revision, PipelineTerms terms) implements Aggregate {

  /** The first is the one that is meant where nobody names any. */
  public static final Comparator<Pipeline> OLDEST_FIRST =
      Comparator.comparing((Pipeline p) -> p.revision().createdAt())
          .thenComparing(p -> p.id().toString());

  /** Refused with {@code invalid}. */
  public static Outcome<Change<Pipeline>> setUp(PipelineId id, PipelineTerms terms, Instant now) {
    return terms
        .read()
        .map(good ->
            Change.of(new Pipeline(id, Revision.first(now), good), new PipelineEvent.SetUp(id)));
  }

  /** Its stages are these from now on. Refused with {@code invalid}. */
  public Outcome<Change<Pipeline>> change(PipelineTerms other, Instant now) {
    return other
        .read()
        .map(good ->
            good.equals(terms)
                ? Change.none(this)
                : Change.of(
                    new Pipeline(id, revision.next(now), good), new PipelineEvent.Changed(id)));
  }

  /**
   * One stage takes the place of another. Refused with {@code invalid} unless both are there and of
   * one type, and the pipeline has enough stages without the first.
   */
  public Outcome<Change<Pipeline>> merge(String from, String into, Instant now) {
    Stage first = stage(from).orElse(null);
    Stage second = stage(into).orElse(null);
    if (first == null || second == null || from.equals(into)) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  first == null ? "stage" : "into",
                  "unknown-stage",
                  "There is no such other stage in this pipeline.")));
    }
    if (first.type() != second.type()) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "into", "other-type", "A stage is merged into one that means the same.")));
    }
    List<Stage> left =
        stages().stream()
            .filter(stage -> !stage.key().equals(from))
            .map(stage -> stage.merged(from, into))
            .toList();
    return new PipelineTerms(name(), left)
        .read()
        .map(good ->
            Change.of(
                new Pipeline(id, revision.next(now), good),
                new PipelineEvent.StageMerged(id, from, into)));
  }

  public Change<Pipeline> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(
            new Pipeline(id, revision.deleted(now), new PipelineTerms(name(), List.of())),
            new PipelineEvent.Deleted(id));
  }

  public String name() {
    return Objects.requireNonNull(terms.name());
  }

  public List<Stage> stages() {
    return terms.stages();
  }

  public Optional<Stage> stage(String key) {
    return stages().stream().filter(stage -> stage.key().equals(key)).findFirst();
  }

  /** The first of a type; every live pipeline has one. */
  public Stage first(StageType type) {
    return stages().stream().filter(stage -> stage.type() == type).findFirst().orElseThrow();
  }

  /** Where an opportunity can go from a stage. */
  public List<Stage> nextOf(Stage stage) {
    return stages().stream()
        .filter(next -> !next.key().equals(stage.key()))
        .filter(next -> stage.allowedNext().isEmpty() || stage.allowedNext().contains(next.key()))
        .toList();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(PipelineId id) {
    return new Subject("pipeline", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", name());
    int number = 1;
    for (Stage stage : stages()) {
      facts.put("stage " + number++, told(stage));
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  private static String told(Stage stage) {
    StringBuilder text = new StringBuilder(stage.name());
    text.append(" (").append(stage.key()).append("), ").append(stage.type());
    text.append(", ").append(stage.probability()).append(" %");
    if (stage.rotDays() != null) {
      text.append(", rots after ").append(stage.rotDays()).append(" days");
    }
    if (stage.wipLimit() != null) {
      text.append(", at most ").append(stage.wipLimit());
      text.append(stage.wipHard() ? " and no more" : "");
    }
    if (!stage.required().isEmpty()) {
      text.append(", requires ");
      text.append(
          stage.required().stream().map(Requirement::code).collect(Collectors.joining(" ")));
    }
    if (!stage.allowedNext().isEmpty()) {
      text.append(", then ").append(String.join(" ", stage.allowedNext()));
    }
    return text.toString();
  }
}

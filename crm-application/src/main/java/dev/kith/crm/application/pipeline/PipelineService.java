package dev.kith.crm.application.pipeline;

import dev.kith.crm.application.kernel.Administration;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineRefusal.PipelineInUse;
import dev.kith.crm.domain.pipeline.PipelineRefusal.StageInUse;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

final class PipelineService implements Pipelines {

  private static final Changes.Kind<PipelineId, Pipeline> KIND =
      new Changes.Kind<>(
          Feature.OPPORTUNITY,
          Pipeline.class,
          Pipeline::subjectOf,
          Pipeline::facts,
          pipeline -> null);

  private final Kernel kernel;
  private final StageUse use;
  private final PipelineStore store;
  private final Administration<PipelineId, Pipeline> administration;

  PipelineService(Kernel kernel, Context context, StageUse use) {
    this.kernel = kernel;
    this.use = use;
    this.store = kernel.storage().pipelines();
    this.administration = new Administration<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<List<Pipeline>> list() {
    return administration.viewing(
        () -> Outcome.done(store.live().stream().sorted(Pipeline.OLDEST_FIRST).toList()));
  }

  @Override
  public Outcome<Pipeline> get(PipelineId id) {
    return administration.viewing(() ->
        Outcome.found(
            store.find(id).filter(pipeline -> !pipeline.revision().isDeleted()),
            () -> notFound(id)));
  }

  @Override
  public List<Violation> problemsOf(PipelineTerms terms) {
    return terms.read().violations();
  }

  @Override
  public Outcome<Pipeline> setUp(PipelineTerms terms) {
    return administration.create(
        "pipeline.set-up",
        terms,
        () ->
            store.live().size() < MOST_PIPELINES
                ? Pipeline.setUp(new PipelineId(kernel.ids().next()), terms, kernel.now())
                : Outcome.refused(
                    Invalid.of(
                        new Violation(
                            "",
                            "too-many",
                            "At most " + MOST_PIPELINES + " pipelines are kept."))));
  }

  /** Gives a CRM that has no pipeline the usual one. */
  Outcome<List<Pipeline>> furnish() {
    List<Pipeline> there = store.live();
    return there.isEmpty() ? setUp(PipelineTerms.usual()).map(List::of) : Outcome.done(there);
  }

  @Override
  public Outcome<Pipeline> change(PipelineId id, PipelineTerms terms) {
    return changed(
        id,
        "pipeline.change",
        terms,
        (pipeline, now) ->
            pipeline
                .change(terms, now)
                .then(change -> free(pipeline, change.next()).map(next -> change)));
  }

  /** The next state, unless a stage would vanish, or mean something else, that is in use. */
  private Outcome<Pipeline> free(Pipeline before, Pipeline next) {
    for (Stage stage : before.stages()) {
      boolean same =
          next.stage(stage.key()).filter(other -> other.type() == stage.type()).isPresent();
      long count = same ? 0 : use.count(before.id(), stage.key());
      if (count > 0) {
        return Outcome.refused(new StageInUse(stage.key(), count));
      }
    }
    return Outcome.done(next);
  }

  @Override
  public Outcome<Pipeline> merge(PipelineId id, String stage, String into) {
    return changed(
        id,
        "pipeline.merge-stage",
        stage + " into " + into,
        (pipeline, now) ->
            pipeline
                .merge(stage, into, now)
                .map(change -> {
                  use.carryOver(id, stage, pipeline.stage(into).orElseThrow());
                  return change;
                }));
  }

  @Override
  public Outcome<Pipeline> delete(PipelineId id) {
    return changed(
        id,
        "pipeline.delete",
        "",
        (pipeline, now) -> {
          long count = use.count(id);
          return count > 0
              ? Outcome.refused(new PipelineInUse(count))
              : Outcome.done(pipeline.delete(now));
        });
  }

  private Outcome<Pipeline> changed(
      PipelineId id,
      String intention,
      Object command,
      BiFunction<Pipeline, Instant, Outcome<Change<Pipeline>>> decide) {
    return administration.change(
        id,
        intention,
        command,
        pipeline ->
            pipeline.revision().isDeleted()
                ? Outcome.refused(notFound(id))
                : decide.apply(pipeline, kernel.now()));
  }

  private static NotFound notFound(PipelineId id) {
    return NotFound.of("pipeline", id.value());
  }
}

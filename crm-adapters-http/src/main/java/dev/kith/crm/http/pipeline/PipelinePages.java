package dev.kith.crm.http.pipeline;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.pipeline.Pipelines;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.FormRows;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The stages of pipelines. */
public final class PipelinePages {

  private static final String PATH = "/pipelines";

  /** By the parts of a stage. */
  private static final Map<String, String> FIELDS = Map.of("key", "name", "allowedNext", "next");

  private PipelinePages() {}

  /** All pipelines. */
  public record PipelineList(List<Pipeline> pipelines, boolean changeable) {
    public PipelineList {
      pipelines = ImmutableList.copyOf(pipelines);
    }
  }

  /**
   * A pipeline in its form.
   *
   * @param pipeline null for a new one
   */
  public record PipelinePage(
      @Nullable Pipeline pipeline,
      PipelineForm form,
      long version,
      boolean changeable,
      Problems problems) {

    String action() {
      return pipeline == null ? PATH : PATH + "/" + pipeline.id();
    }

    static String label(StageType type) {
      return switch (type) {
        case OPEN -> "Open";
        case WON -> "Won";
        case LOST -> "Lost";
      };
    }

    /** Those that can be merged into another of their type. */
    List<Stage> mergeable() {
      return pipeline == null
          ? List.of()
          : pipeline.stages().stream()
              .filter(stage ->
                  pipeline.stages().stream().filter(s -> s.type() == stage.type()).count() > 1)
              .toList();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, PipelinePages::list);
    // Before the pages of one pipeline: addresses are tried in order.
    routes.get(PATH + "/new", PipelinePages::blank);
    routes.get(
        PATH + "/{id}",
        visit ->
            onPipeline(
                visit,
                pipeline ->
                    show(
                        visit,
                        200,
                        pipeline,
                        PipelineForm.of(pipeline),
                        pipeline.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, visit -> save(visit, null));
    routes.post(PATH + "/{id}", visit -> onPipeline(visit, pipeline -> save(visit, pipeline)));
    routes.post(
        PATH + "/{id}/merge", visit -> onPipeline(visit, pipeline -> merge(visit, pipeline)));
    routes.post(
        PATH + "/{id}/delete", visit -> onPipeline(visit, pipeline -> delete(visit, pipeline)));
  }

  private static void list(Visit visit) {
    visit.with(
        pipelines(visit).list(),
        all ->
            visit.show(
                "pipeline/list.jte",
                "Stages",
                Section.PIPELINES,
                new PipelineList(all, mayChange(visit))));
  }

  private static void blank(Visit visit) {
    if (mayChange(visit)) {
      PipelineTerms usual = PipelineTerms.usual();
      show(
          visit,
          200,
          null,
          PipelineForm.of(new PipelineTerms("", usual.stages())),
          0,
          Problems.NONE);
    } else {
      visit.error(ErrorPage.FORBIDDEN);
    }
  }

  private static void save(Visit visit, @Nullable Pipeline pipeline) {
    PipelineForm form = PipelineForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Checks checks = new Checks();
    PipelineTerms terms = form.read(checks);
    checks.addAll(pipelines(visit).problemsOf(terms));
    Outcome<Pipeline> saved =
        checks
            .orRefuse(() -> terms)
            .then(good ->
                pipeline == null
                    ? pipelines(visit).setUp(good)
                    : visit.crm().expecting(version).pipelines().change(pipeline.id(), good));
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.PIPELINE_SAVED),
        "Somebody changed the pipeline meanwhile. What you save now replaces theirs.",
        PipelinePages::problems,
        (status, seen, problems) -> show(visit, status, pipeline, form, seen, problems));
  }

  private static void merge(Visit visit, Pipeline pipeline) {
    switch (pipelines(visit).merge(pipeline.id(), visit.form("stage"), visit.form("into"))) {
      case Outcome.Done<Pipeline> done ->
          visit.go(PATH + "/" + pipeline.id(), Notice.PIPELINE_MERGED);
      case Outcome.Refused<Pipeline>(var refusal) -> showAgain(visit, pipeline, refusal);
    }
  }

  private static void delete(Visit visit, Pipeline pipeline) {
    switch (pipelines(visit).delete(pipeline.id())) {
      case Outcome.Done<Pipeline> done -> visit.go(PATH, Notice.PIPELINE_DELETED);
      case Outcome.Refused<Pipeline>(var refusal) -> showAgain(visit, pipeline, refusal);
    }
  }

  private static void showAgain(Visit visit, Pipeline pipeline, Refusal refusal) {
    show(
        visit,
        Visit.statusOf(refusal),
        pipeline,
        PipelineForm.of(pipeline),
        pipeline.revision().version(),
        Problems.of(refusal));
  }

  /** Of a stage it is said which, at the very field: {@code /stages/1/name} is name-1. */
  private static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal,
        pointer -> {
          String field = FormRows.field(pointer, "stages", FIELDS);
          return field.isEmpty() ? Problems.firstStep(pointer) : field;
        });
  }

  private static void onPipeline(Visit visit, Consumer<Pipeline> next) {
    visit.on(PipelineId::new, pipelines(visit)::get, next);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable Pipeline pipeline,
      PipelineForm form,
      long version,
      Problems problems) {
    visit.show(
        status,
        "pipeline/form.jte",
        pipeline == null ? "New pipeline" : pipeline.name(),
        Section.PIPELINES,
        new PipelinePage(pipeline, form, version, mayChange(visit), problems));
  }

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.OPPORTUNITY, Action.ADMINISTER));
  }

  private static Pipelines pipelines(Visit visit) {
    return visit.crm().pipelines();
  }
}

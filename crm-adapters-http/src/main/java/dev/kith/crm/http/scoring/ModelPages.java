package dev.kith.crm.http.scoring;

import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.model.ScoringModels.Report;
import dev.kith.crm.application.scoring.model.ScoringModels.Simulation;
import dev.kith.crm.application.scoring.model.ScoringModels.Whole;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.ScoringModelRefusal.NoneActive;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Models that predict which leads are won: how good they are, and which of them counts. */
public final class ModelPages {

  static final String PATH = "/scoring/models";

  private ModelPages() {}

  /**
   * @param report of the active model; null while there is none
   */
  record ModelList(
      List<ScoringModel> models, @Nullable Report report, boolean changeable, Problems problems) {

    /** Whether there is one to go back to. */
    boolean canRollBack() {
      return models.stream().anyMatch(model -> model.before().isPresent());
    }

    static String badge(ScoringModelStatus.Name status) {
      return switch (status) {
        case ACTIVE -> "good";
        case SHADOW -> "accent";
        case DRAFT, RETIRED -> "";
      };
    }

    static String tone(Extent extent) {
      return switch (extent) {
        case NONE -> "good";
        case SOME -> "warn";
        case MUCH -> "bad";
      };
    }

    static String words(Extent extent) {
      return switch (extent) {
        case NONE -> "As it was";
        case SOME -> "Has moved";
        case MUCH -> "Has moved much";
      };
    }

    static String percent(double share) {
      return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String figure(double value) {
      return String.format(Locale.ROOT, "%.3f", value);
    }

    static String method(Method method) {
      return switch (method) {
        case BASE_RATE -> "The same for every lead";
        case LOGISTIC -> "Logistic regression";
        case ADDITIVE -> "Additive shapes";
        case BLEND -> "Blend of both";
      };
    }
  }

  /**
   * @param simulation null unless it was asked for
   */
  record ModelPage(
      Whole whole, @Nullable Simulation simulation, boolean changeable, Problems problems) {

    ScoringModel model() {
      return whole.model();
    }

    boolean is(ScoringModelStatus.Name name) {
      return model().status().name() == name;
    }

    static String label(List<String> columns) {
      return ModelJson.label(columns);
    }

    static String column(String name) {
      return LeadColumns.label(name);
    }

    /** Of a probability, in the plot, from the left. */
    static long x(double probability) {
      return Math.round(30 + 260 * probability);
    }

    /** From the top. */
    static long y(double probability) {
      return Math.round(270 - 260 * probability);
    }

    static double radius(Quality.CalibrationBin bin, Quality quality) {
      return 3 + 7 * Math.sqrt((double) bin.size() / Math.max(1, quality.size()));
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, visit -> list(visit, 200, Problems.NONE));
    routes.post(
        PATH + "/train", visit -> answer(visit, Notice.MODEL_TRAINING, m -> m.train(Wish.USUAL)));
    routes.post(
        PATH + "/roll-back",
        visit -> answer(visit, Notice.MODEL_ROLLED_BACK, ScoringModels::rollBack));
    routes.get(
        PATH + "/{id}", visit -> onModel(visit, id -> show(visit, 200, id, null, Problems.NONE)));
    routes.get(PATH + "/{id}/simulation", visit -> onModel(visit, id -> simulate(visit, id)));
    routes.post(
        PATH + "/{id}/activate",
        visit ->
            onModel(visit, id -> change(visit, id, Notice.MODEL_ACTIVATED, m -> m.activate(id))));
    routes.post(
        PATH + "/{id}/shadow",
        visit -> onModel(visit, id -> change(visit, id, Notice.MODEL_SHADOWED, m -> m.shadow(id))));
    routes.post(
        PATH + "/{id}/retire",
        visit -> onModel(visit, id -> change(visit, id, Notice.MODEL_RETIRED, m -> m.retire(id))));
  }

  private static void list(Visit visit, int status, Problems problems) {
    visit.with(
        models(visit).list().then(all -> report(visit).map(found -> new Read(all, found.report()))),
        read ->
            visit.show(
                status,
                "scoring/models.jte",
                "Predictions",
                Section.PREDICTIONS,
                new ModelList(
                    read.models(), read.report(), PointRulePages.mayChange(visit), problems)));
  }

  private record Read(List<ScoringModel> models, @Nullable Report report) {}

  private record Found(@Nullable Report report) {}

  private static Outcome<Found> report(Visit visit) {
    return switch (models(visit).report()) {
      case Outcome.Done<Report>(var report) -> Outcome.done(new Found(report));
      case Outcome.Refused<Report>(NoneActive none) -> Outcome.done(new Found(null));
      case Outcome.Refused<Report>(var refusal) -> Outcome.refused(refusal);
    };
  }

  private static void show(
      Visit visit,
      int status,
      ScoringModelId id,
      @Nullable Simulation simulation,
      Problems problems) {
    visit.with(
        models(visit).get(id),
        whole ->
            visit.show(
                status,
                "scoring/model.jte",
                "Model " + whole.model().number(),
                Section.PREDICTIONS,
                new ModelPage(whole, simulation, PointRulePages.mayChange(visit), problems)));
  }

  private static void simulate(Visit visit, ScoringModelId id) {
    visit.with(models(visit).simulate(id), found -> show(visit, 200, id, found, Problems.NONE));
  }

  private static void change(
      Visit visit,
      ScoringModelId id,
      Notice done,
      Function<ScoringModels, Outcome<ScoringModel>> deed) {
    switch (deed.apply(models(visit))) {
      case Outcome.Done<ScoringModel> d -> visit.go(PATH + "/" + id, done);
      case Outcome.Refused<ScoringModel>(Refusal refusal) ->
          show(visit, Visit.statusOf(refusal), id, null, Problems.of(refusal));
    }
  }

  private static <T> void answer(
      Visit visit, Notice done, Function<ScoringModels, Outcome<T>> deed) {
    switch (deed.apply(models(visit))) {
      case Outcome.Done<T> d -> visit.go(PATH, done);
      case Outcome.Refused<T>(Refusal refusal) ->
          list(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void onModel(Visit visit, Consumer<ScoringModelId> next) {
    visit.onId(ScoringModelId::new, next);
  }

  private static ScoringModels models(Visit visit) {
    return visit.crm().scoringModels();
  }
}

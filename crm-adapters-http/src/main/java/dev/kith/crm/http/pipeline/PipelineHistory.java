package dev.kith.crm.http.pipeline;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How the history of a pipeline reads. */
public final class PipelineHistory {

  private PipelineHistory() {}

  public static RecordWords words() {
    return RecordWords.of("pipeline", "pipeline")
        .at("/pipelines/", new Permission(Feature.OPPORTUNITY, Action.VIEW))
        .untold()
        .title("name")
        .named(PipelineHistory::names)
        .field("deleted", "Deleted", Reading.yesNo())
        .others(code ->
            code.startsWith("stage ")
                ? Optional.of(new Field("S" + code.substring(1), Reading.text()))
                : Optional.empty())
        .deed("pipeline.set-up", Deed.born("set up the pipeline"))
        .deed("pipeline.change", Deed.changed("changed the pipeline"))
        .deed("pipeline.merge-stage", Deed.changed("merged a stage into another"))
        .deed("pipeline.delete", Deed.gone("deleted the pipeline"))
        .build();
  }

  private static Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    return visit.crm().pipelines().list() instanceof Outcome.Done<List<Pipeline>>(var all)
        ? all.stream()
            .filter(pipeline -> ids.contains(pipeline.id().value()))
            .collect(Collectors.toMap(pipeline -> pipeline.id().value(), Pipeline::name))
        : Map.of();
  }
}

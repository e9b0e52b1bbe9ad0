package dev.kith.crm.application.scoring.model;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.prediction.PredictiveModel;
import dev.kith.crm.domain.scoring.prediction.Predictor;
import java.util.List;

/**
 * Models that read the same pictures of leads.
 *
 * @param columns all that any of them reads
 * @param predictors one for each model, in their order
 */
record Readers(LeadColumns columns, List<Predictor> predictors) {

  static Readers of(List<PredictiveModel> models) {
    LeadColumns columns =
        LeadColumns.reading(
            models.stream().flatMap(model -> model.columns().stream()).distinct().toList());
    return new Readers(
        columns,
        models.stream()
            .map(model -> model.over(columns.names()))
            .collect(ImmutableList.toImmutableList()));
  }
}

package dev.kith.crm.domain.scoring.model;

import dev.kith.crm.domain.scoring.prediction.Trained;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;

/**
 * All that came of a training.
 *
 * @param trained learned from all examples
 * @param quality of the same training on all but the newest examples, measured on those
 */
public record TrainedDocument(Trained trained, Quality quality) {}

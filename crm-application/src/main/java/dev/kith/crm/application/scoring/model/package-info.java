/**
 * Models that predict which leads are won: training, activating and watching them, and what they
 * predict.
 *
 * <p>Shape: Decide (models), Run (training, predicting and watching are jobs). Events out:
 * scoring-model.trained.v1, scoring-model.shadowed.v1, scoring-model.activated.v1,
 * scoring-model.retired.v1, scoring-model.drifted.v1. Events in: none. Neighbours: kernel, audit,
 * job, lead, intake (touches), and engagement.
 */
@NullMarked
package dev.kith.crm.application.scoring.model;

import org.jspecify.annotations.NullMarked;

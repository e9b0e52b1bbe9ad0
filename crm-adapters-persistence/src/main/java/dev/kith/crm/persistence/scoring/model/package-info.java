/** Scoring models and what they predict, in the database. Shape: Decide. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.scoring.model;

import org.jspecify.annotations.NullMarked;

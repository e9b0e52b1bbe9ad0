package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.Import;
import java.util.Set;

/**
 * What of an import its reader may see. What leads say is hidden as it is everywhere; what the file
 * says is hidden as a whole from somebody for whom any field of leads is, unless it is their own:
 * which of its cells says what, only its mapping believes to know.
 *
 * @param actor the reader
 */
record ImportSight(Actor actor) {

  /** Whoever may not see amounts of opportunities may not see what they consist of costs. */
  private static final String AMOUNT = "amount";

  private static final String PRICE = "unitPrice";

  static ImportSight of(Actor actor) {
    return new ImportSight(actor);
  }

  /** The fields of what the rows are that are hidden from the reader. */
  private Set<String> masked(Import found) {
    Set<String> masked = actor.grants().maskedFieldsOf(ImportTurns.featureOf(found));
    return masked.contains(AMOUNT)
        ? ImmutableSet.<String>builder().addAll(masked).add(PRICE).build()
        : masked;
  }

  boolean seesFile(Import found) {
    return masked(found).isEmpty() || actor.id().equals(found.owner());
  }

  ImportedRow seen(Import found, ImportedRow row) {
    return row.without(masked(found));
  }

  ImportProblem seen(Import found, ImportProblem problem) {
    return seesFile(found) ? problem : problem.withoutTheFile(masked(found));
  }
}

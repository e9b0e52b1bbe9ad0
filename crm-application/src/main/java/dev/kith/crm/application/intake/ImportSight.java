package dev.kith.crm.application.intake;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.intake.Import;
import java.util.Set;

/**
 * What of an import its reader may see. What leads say is hidden as it is everywhere; what the file
 * says is hidden as a whole from somebody for whom any field of leads is, unless it is their own:
 * which of its cells says what, only its mapping believes to know.
 *
 * @param masked the fields of leads that are hidden from the reader
 */
record ImportSight(Actor actor, Set<String> masked) {

  static ImportSight of(Actor actor) {
    return new ImportSight(actor, actor.grants().maskedFieldsOf(Feature.LEAD));
  }

  boolean seesFile(Import found) {
    return masked.isEmpty() || actor.id().equals(found.owner());
  }

  ImportedRow seen(ImportedRow row) {
    return row.without(masked);
  }

  ImportProblem seen(Import found, ImportProblem problem) {
    return seesFile(found) ? problem : problem.withoutTheFile(masked);
  }
}

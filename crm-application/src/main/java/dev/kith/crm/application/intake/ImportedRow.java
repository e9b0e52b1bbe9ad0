package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadId;
import java.util.List;

/**
 * A row that created or changed a lead, would, or waits for somebody to decide whether it does.
 *
 * @param row its number among the rows of data, counted from 1
 * @param lead of a check, only one that was there already means anything
 * @param fate created, updated, or to be reviewed
 * @param changes the fields that were changed, {@code deleted} among them where the lead came out
 *     of the bin; none for a lead that was created
 * @param version the lead's, after that, or when the row was put aside; 0 where it was not kept
 */
public record ImportedRow(
    long row, long line, RowFate fate, LeadId lead, List<FieldChange> changes, long version) {

  public ImportedRow {
    changes = ImmutableList.copyOf(changes);
  }
}

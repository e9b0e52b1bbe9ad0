package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of which each is written before the next is looked at, in a run of its own. */
record RowsOneByOne(Transactions transactions, RecordRows rows) implements RecordRows {

  @Override
  public List<Violation> flaws(Map<String, String> row) {
    return rows.flaws(row);
  }

  @Override
  public Set<String> keys(Map<String, String> row) {
    return rows.keys(row);
  }

  @Override
  public Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy) {
    return Reviewing.bring(transactions, rows, row, policy);
  }
}

package dev.kith.crm.application.intake.rows;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.intake.rows.together.RowsInOneGo;
import dev.kith.crm.application.intake.rows.together.StoreInHand;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows of one transaction, whose records are read and written by sets.
 *
 * @param rows knows what a row means
 * @param records those that the rows may be about
 * @param named those that the rows name
 * @param before what else is to be read where records that are there may change
 * @param behind writes what else rows leave, behind the records
 */
record RowsTogether(
    RowsInOneGo together,
    RecordRows rows,
    StoreInHand<?, ?> records,
    List<NamedRecords> named,
    Runnable before,
    Runnable behind)
    implements RecordRows {

  private static final String NAME = "name ";

  @Override
  public void meet(List<Map<String, String>> said, ConflictPolicy policy) {
    Set<String> keys = new HashSet<>();
    said.forEach(row -> keys.addAll(rows.keys(row)));
    Set<String> names =
        keys.stream()
            .filter(key -> key.startsWith(NAME))
            .map(key -> key.substring(NAME.length()))
            .collect(toImmutableSet());
    keys.removeIf(key -> key.startsWith(NAME));
    named.forEach(others -> others.hold(said));
    records.meet(keys);
    named.forEach(others -> others.meet(said, names));
    if (policy != ConflictPolicy.SKIP) {
      records.meetChains();
      before.run();
    }
  }

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
    return Reviewing.bring(together, rows, row, policy);
  }

  @Override
  public void save() {
    records.save();
    behind.run();
    together.save();
  }
}

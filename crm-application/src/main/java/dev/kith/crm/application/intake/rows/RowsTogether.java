package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.together.AccountsInHand;
import dev.kith.crm.application.intake.rows.together.RowsInOneGo;
import dev.kith.crm.application.intake.rows.together.StoreInHand;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one transaction, whose records are read and written by sets.
 *
 * @param rows knows what a row means
 * @param records those that the rows may be about
 * @param accounts those that the rows name
 * @param before what else is to be read where records that are there may change
 */
record RowsTogether(
    RowsInOneGo together,
    RecordRows rows,
    StoreInHand<?, ?> records,
    AccountsInHand accounts,
    Runnable before)
    implements RecordRows {

  private static final String NAME = "name ";

  @Override
  public void meet(List<Map<String, String>> said, ConflictPolicy policy) {
    Set<String> keys = new HashSet<>();
    Set<String> named = new HashSet<>();
    Set<String> parents = new HashSet<>();
    for (Map<String, String> row : said) {
      keys.addAll(rows.keys(row));
      add(named, row.get("account"));
      add(parents, row.get("parent"));
    }
    keys.stream()
        .filter(key -> key.startsWith(NAME))
        .map(key -> key.substring(NAME.length()))
        .forEach(named::add);
    keys.removeIf(key -> key.startsWith(NAME));
    if (!parents.isEmpty()) {
      // What is read of the hierarchy is to be true until it is written.
      accounts.lockHierarchy();
      named.addAll(parents);
    }
    records.meet(keys);
    accounts.meetNamed(named);
    if (!parents.isEmpty()) {
      accounts.meetAncestors();
    }
    if (policy != ConflictPolicy.SKIP) {
      records.meetChains();
      before.run();
    }
  }

  private static void add(Set<String> texts, @Nullable String text) {
    if (text != null) {
      texts.add(text);
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
    return together.run(() -> rows.bring(row, policy));
  }

  @Override
  public void save() {
    records.save();
    together.save();
  }
}

package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.together.AccountsInHand;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The accounts that rows name, and those above them where rows say what accounts belong to. */
record NamedAccounts(AccountsInHand accounts) implements NamedRecords {

  @Override
  public void hold(List<Map<String, String>> rows) {
    if (parents(rows).findAny().isPresent()) {
      accounts.lockHierarchy();
    }
  }

  @Override
  public void meet(List<Map<String, String>> rows, Set<String> names) {
    Set<String> named = new HashSet<>(names);
    rows.stream().map(row -> row.get("account")).filter(Objects::nonNull).forEach(named::add);
    List<String> parents = parents(rows).toList();
    named.addAll(parents);
    accounts.meetNamed(named);
    if (!parents.isEmpty()) {
      accounts.meetAncestors();
    }
  }

  private static Stream<String> parents(List<Map<String, String>> rows) {
    return rows.stream().map(row -> row.get("parent")).filter(Objects::nonNull);
  }
}

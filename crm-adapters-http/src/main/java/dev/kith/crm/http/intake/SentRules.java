package dev.kith.crm.http.intake;

import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.http.pages.Visit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a form says of records that are there already. */
final class SentRules {

  private SentRules() {}

  /** What was not said stays. */
  static UpsertRules of(Visit visit, UpsertRules now) {
    Set<MatchKey> keys = EnumSet.noneOf(MatchKey.class);
    for (MatchKey key : MatchKey.values()) {
      if (visit.form("key." + key.name()).equals("true")) {
        keys.add(key);
      }
    }
    ConflictPolicy policy =
        Arrays.stream(ConflictPolicy.values())
            .filter(p -> p.name().equals(visit.form("policy")))
            .findFirst()
            .orElse(now.policy());
    DeletedPolicy deleted =
        Arrays.stream(DeletedPolicy.values())
            .filter(p -> p.name().equals(visit.form("deleted")))
            .findFirst()
            .orElse(now.deleted());
    return new UpsertRules(keys, policy, deleted);
  }
}

package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.intake.rows.RecordRows;
import dev.kith.crm.application.intake.rows.RecordRows.Brought;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Brings rows in that are no leads. A row that is refused leaves nothing behind. A check does the
 * same with the rows of one transaction and writes none of it, so that it says what an import would
 * do, also of rows that refer to those above them.
 */
record BringingRecords(ImportStore store, RecordRows rows) {

  RowsInHand bring(Import imported, ImportPhase phase, List<Read> chunk) {
    RecordKind kind = Objects.requireNonNull(imported.mapping().kind(), "rows that are no leads");
    ConflictPolicy policy = imported.rules().policy();
    Map<String, Long> claimed = claimed(imported, phase, chunk);
    rows.meet(chunk.stream().filter(read -> read.flaw() == null).map(Read::said).toList(), policy);
    RowsInHand hand = new RowsInHand();
    for (Read read : chunk) {
      if (read.flaw() != null) {
        hand.flawed(read, read.flaw());
        continue;
      }
      Set<String> keys = rows.keys(read.said());
      Long earlier =
          keys.stream().map(claimed::get).filter(Objects::nonNull).min(Long::compare).orElse(null);
      if (earlier != null) {
        hand.doubled(read, earlier, kind.singular());
        continue;
      }
      switch (rows.bring(read.said(), policy)) {
        case Outcome.Done<Brought>(var brought) -> {
          hand.brought(read, brought, keys);
          keys.forEach(key -> claimed.put(key, read.number()));
        }
        case Outcome.Refused<Brought>(var refusal) -> hand.refused(read, refusal);
      }
    }
    if (phase == ImportPhase.RUN) {
      rows.save();
    }
    return hand;
  }

  private Map<String, Long> claimed(Import imported, ImportPhase phase, List<Read> chunk) {
    Set<String> keys = new HashSet<>();
    chunk.forEach(read -> keys.addAll(rows.keys(read.said())));
    return new HashMap<>(keys.isEmpty() ? Map.of() : store.claimed(imported.id(), phase, keys));
  }
}

package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All lines about one lead, in any order. What they come to, the lines that were not taken back, is
 * all that a score is made of.
 */
public record ScoreLedger(List<ScoreEntry> entries) {

  public static final ScoreLedger EMPTY = new ScoreLedger(List.of());

  public ScoreLedger {
    entries = ImmutableList.copyOf(entries);
  }

  /** The lines that give and were not taken back, in {@link Earning#ORDER}. */
  public List<ScoreEntry> standing() {
    Set<ScoreEntryId> reversed = new HashSet<>();
    entries.forEach(entry -> {
      if (entry.reverses() != null) {
        reversed.add(entry.reverses());
      }
    });
    return entries.stream()
        .filter(entry -> entry.reverses() == null && !reversed.contains(entry.id()))
        .sorted(
            Comparator.comparing(ScoreEntry::earning, Earning.ORDER)
                .thenComparing(entry -> entry.id().value()))
        .toList();
  }

  /** What the lines come to. */
  public List<Earning> earnings() {
    return standing().stream().map(ScoreEntry::earning).toList();
  }

  /**
   * The lines that are missing for the ledger to come to these earnings: lines that take back what
   * was not earned after all, and lines that give what was. None if it does already.
   *
   * @param verdicts what is believed of the events by now
   */
  public List<ScoreEntry> corrections(
      LeadId lead,
      Collection<Earning> earned,
      Map<EngagementId, Verdict> verdicts,
      Supplier<ScoreEntryId> ids,
      Instant now) {
    Multiset<Earning> missing = HashMultiset.create(earned);
    List<ScoreEntry> corrections = new ArrayList<>();
    for (ScoreEntry entry : standing()) {
      if (!missing.remove(entry.earning())) {
        corrections.add(
            new ScoreEntry(
                ids.get(),
                lead,
                entry.earning(),
                now,
                verdicts.getOrDefault(entry.earning().event(), Verdict.UNKNOWN),
                entry.id()));
      }
    }
    missing.stream()
        .sorted(Earning.ORDER)
        .forEach(earning ->
            corrections.add(
                new ScoreEntry(
                    ids.get(),
                    lead,
                    earning,
                    now,
                    verdicts.getOrDefault(earning.event(), Verdict.UNKNOWN),
                    null)));
    return corrections;
  }

  public ScoreLedger with(Collection<ScoreEntry> more) {
    return new ScoreLedger(
        ImmutableList.<ScoreEntry>builder().addAll(entries).addAll(more).build());
  }
}

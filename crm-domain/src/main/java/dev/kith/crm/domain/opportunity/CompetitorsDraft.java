package dev.kith.crm.domain.opportunity;

import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who somebody says bids for the same opportunity, as it was written. */
public record CompetitorsDraft(List<Entry> entries) {

  public static final int MOST = 20;
  public static final int LONGEST_NOTE = 2_000;

  /**
   * @param competitor its id, or its name, however that is spelt
   * @param threat name of a {@link Threat}; null for none
   */
  public record Entry(@Nullable String competitor, @Nullable String threat, @Nullable String note) {
    public static Entry of(String competitor) {
      return new Entry(competitor, null, null);
    }
  }

  public CompetitorsDraft {
    entries = ImmutableList.copyOf(entries);
  }

  public static CompetitorsDraft of(String... competitors) {
    return new CompetitorsDraft(ImmutableList.copyOf(competitors).stream().map(Entry::of).toList());
  }

  /** Refused with {@code invalid}, every problem listed. */
  public Outcome<CompetitorList> read(KnownCompetitors known) {
    Checks checks = new Checks();
    if (entries.size() > MOST) {
      checks.add("competitors", "too-many", "An opportunity has at most " + MOST + " competitors.");
    }
    List<OpportunityCompetitor> good = new ArrayList<>();
    Set<CompetitorId> seen = new HashSet<>();
    for (int i = 0; i < entries.size() && i < MOST; i++) {
      String at = "competitors/" + i;
      Entry entry = entries.get(i);
      Competitor competitor = known.read(checks, at + "/competitor", entry.competitor());
      Threat threat = threat(checks, at + "/threat", entry.threat());
      String note = checks.text(at + "/note", entry.note(), LONGEST_NOTE, true);
      if (competitor == null) {
        if (entry.competitor() == null || VisibleText.isBlank(entry.competitor())) {
          checks.add(at + "/competitor", "required", "Say which competitor.");
        }
      } else if (seen.add(competitor.id())) {
        good.add(new OpportunityCompetitor(competitor.id(), threat, note));
      } else {
        checks.add(
            at + "/competitor", "twice", competitor.content().name() + " stands here already.");
      }
    }
    return checks.orRefuse(() -> new CompetitorList(good));
  }

  private static @Nullable Threat threat(Checks checks, String field, @Nullable String raw) {
    if (raw == null || VisibleText.isBlank(raw)) {
      return null;
    }
    Threat threat =
        Enums.getIfPresent(Threat.class, VisibleText.trim(raw).toUpperCase(Locale.ROOT)).orNull();
    if (threat == null) {
      checks.add(field, "unknown-threat", "A threat is LOW, MEDIUM or HIGH.");
    }
    return threat;
  }
}

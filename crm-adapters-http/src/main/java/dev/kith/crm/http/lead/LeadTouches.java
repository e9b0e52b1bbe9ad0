package dev.kith.crm.http.lead;

import com.google.common.collect.Lists;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import java.util.ArrayList;
import java.util.List;

/** The touches of a lead as its page shows them. */
record LeadTouches(TouchHistory history) {

  /** How many are shown at once; the others are unfolded. */
  private static final int SHOWN = 5;

  /** A short sign beside a touch. */
  record Mark(String word, String tone) {}

  List<Touch> newest() {
    return newestFirst().stream().limit(SHOWN).toList();
  }

  List<Touch> older() {
    return newestFirst().stream().skip(SHOWN).toList();
  }

  private List<Touch> newestFirst() {
    return Lists.reverse(history.touches());
  }

  boolean isEmpty() {
    return history.touches().isEmpty();
  }

  List<Mark> marks(Touch touch) {
    List<Mark> marks = new ArrayList<>();
    if (history.isFirst(touch)) {
      marks.add(new Mark("First", "info"));
    }
    if (history.isLast(touch)) {
      marks.add(new Mark("Last", "accent"));
    }
    if (history.isConverting(touch)) {
      marks.add(new Mark("Converting", "good"));
    }
    if (!touch.content().counts()) {
      marks.add(new Mark("Quarantined", "warn"));
    }
    return marks;
  }
}

package dev.kith.crm.http.lead;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Lists;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.Attribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** Source and medium; the page that led here where no campaign is known. */
  static String title(Touch touch) {
    Attribution campaign = touch.content().campaign();
    String words = joined(campaign.utmSource(), campaign.utmMedium());
    if (!words.isEmpty()) {
      return words;
    }
    String referrer = touch.content().referrer();
    return referrer == null ? "Source not known" : place(referrer);
  }

  /** Campaign, term and content; empty if there are none. */
  static String details(Touch touch) {
    Attribution campaign = touch.content().campaign();
    return joined(campaign.utmCampaign(), campaign.utmTerm(), campaign.utmContent());
  }

  /** The address of a page without its query, which says again what stands beside it. */
  static String place(String url) {
    String rest = url.substring(url.indexOf("://") + 3);
    int end = CharMatcher.anyOf("?#").indexIn(rest);
    String path = end < 0 ? rest : rest.substring(0, end);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String joined(@Nullable String... parts) {
    return String.join(" / ", Stream.of(parts).filter(Objects::nonNull).toList());
  }
}

package dev.kith.crm.http.intake.attribution;

import com.google.common.base.CharMatcher;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.lead.Attribution;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Touches in words. */
public final class TouchWords {

  private TouchWords() {}

  /** Source and medium; the page that led here where no campaign is known. */
  public static String title(Touch touch) {
    Attribution campaign = touch.content().campaign();
    String words = joined(campaign.utmSource(), campaign.utmMedium());
    if (!words.isEmpty()) {
      return words;
    }
    String referrer = touch.content().referrer();
    return referrer == null ? "Source not known" : place(referrer);
  }

  /** Campaign, term and content; empty if there are none. */
  public static String details(Touch touch) {
    Attribution campaign = touch.content().campaign();
    return joined(campaign.utmCampaign(), campaign.utmTerm(), campaign.utmContent());
  }

  /** The address of a page without its query, which says again what stands beside it. */
  public static String place(String url) {
    String rest = url.substring(url.indexOf("://") + 3);
    int end = CharMatcher.anyOf("?#").indexIn(rest);
    String path = end < 0 ? rest : rest.substring(0, end);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String joined(@Nullable String... parts) {
    return String.join(" / ", Stream.of(parts).filter(Objects::nonNull).toList());
  }
}

package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the leads of the sample do: some read mails and pages, some meet somebody, some are bots.
 */
public final class SampleEngagement {

  /** About so many of the newest leads something is known. */
  private static final int LEADS = 600;

  private static final int MOST_EACH = 9;
  private static final Duration PAST = Duration.ofDays(45);

  static final List<String> BROWSERS =
      ImmutableList.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.1 Safari/605.1.15",
          "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0");

  /** What fetches for people, or instead of them. */
  private static final List<String> MACHINES =
      ImmutableList.of(
          "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com"
              + " GoogleImageProxy)",
          "Mozilla/5.0 (compatible; LinkScanner/2.1; bot)",
          "python-requests/2.32");

  /** What is done, as often as it stands here. */
  private static final List<Deed> DEEDS =
      ImmutableList.of(
          new Deed(EngagementType.EMAIL_OPEN, "mail/spring-news"),
          new Deed(EngagementType.EMAIL_OPEN, "mail/price-guide"),
          new Deed(EngagementType.EMAIL_OPEN, "mail/autumn-fair"),
          new Deed(EngagementType.EMAIL_CLICK, "https://www.kith.example/prices"),
          new Deed(EngagementType.EMAIL_CLICK, "https://www.kith.example/cases"),
          new Deed(EngagementType.PAGE_VIEW, "https://www.kith.example/prices"),
          new Deed(EngagementType.PAGE_VIEW, "https://www.kith.example/trial"),
          new Deed(EngagementType.PAGE_VIEW, "https://www.kith.example/blog/data-quality"),
          new Deed(EngagementType.FORM_SUBMIT, "https://www.kith.example/demo"),
          new Deed(EngagementType.ASSET_DOWNLOAD, "https://www.kith.example/files/guide.pdf"),
          new Deed(EngagementType.EMAIL_REPLY, "mail/price-guide"),
          new Deed(EngagementType.WHATSAPP_REPLY, null),
          new Deed(EngagementType.MEETING_HELD, "Demonstration"));

  private record Deed(EngagementType type, @Nullable String object) {}

  private SampleEngagement() {}

  /**
   * @param crm in the name of somebody who sees and changes all leads
   */
  public static void fill(Workspace crm, Instant now) {
    SplittableRandom random = new SplittableRandom(SampleData.USUAL_SEED);
    List<EngagementDraft> events = new ArrayList<>();
    for (LeadView lead : SampleReads.leads(crm, ListQuery.all(crm.leadQueries().fields()), LEADS)) {
      Instant first = lead.revision().createdAt();
      Instant from = first.isBefore(now.minus(PAST)) ? now.minus(PAST) : first;
      long span = Math.max(1, Duration.between(from, now).toSeconds());
      // Few do much, many do little or nothing.
      double zeal = random.nextDouble();
      int count = (int) (zeal * zeal * (MOST_EACH + 1));
      for (int i = 0; i < count; i++) {
        Deed deed = DEEDS.get(random.nextInt(DEEDS.size()));
        events.add(
            new EngagementDraft(
                "sample-" + events.size(),
                lead.id(),
                deed.type(),
                null,
                deed.object(),
                now.minusSeconds(random.nextLong(span)),
                Map.of(),
                traces(deed.type(), random)));
      }
    }
    for (List<EngagementDraft> batch : Lists.partition(events, Engagements.LARGEST_BATCH)) {
      crm.engagements().recordAll(batch).orElseThrow();
    }
  }

  private static Traces traces(EngagementType type, SplittableRandom random) {
    return switch (type) {
      case EMAIL_OPEN, EMAIL_CLICK, PAGE_VIEW, ASSET_DOWNLOAD ->
          Traces.of(
              random.nextInt(6) == 0
                  ? MACHINES.get(random.nextInt(MACHINES.size()))
                  : BROWSERS.get(random.nextInt(BROWSERS.size())));
      case EMAIL_SENT, EMAIL_REPLY, FORM_SUBMIT, MEETING_HELD, WHATSAPP_REPLY, CUSTOM ->
          Traces.NONE;
    };
  }
}

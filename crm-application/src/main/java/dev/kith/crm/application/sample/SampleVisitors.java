package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.tracking.WebTracking;
import dev.kith.crm.application.scoring.tracking.WebTracking.PageView;
import dev.kith.crm.application.scoring.tracking.WebTracking.Seen;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import java.util.List;
import java.util.UUID;

/** Who looks at the sample's own pages just now: one turns out to be a lead, two are nobody yet. */
public final class SampleVisitors {

  private static final String SITE = "https://www.kith.example";
  private static final String SAID = "Banner 3: I agree";

  private static final List<Look> LOOKS =
      ImmutableList.of(
          new Look("6f1c7f5e-5a4b-4c1d-9e2f-0a1b2c3d4e5f", "/blog/data-quality", "/prices"),
          new Look("0d9a61c2-7e35-4b8f-8c14-5b6a7d8e9f01", "/", "/cases", "/trial"),
          new Look("c47b20aa-1f6e-4d39-a5c8-92e3b4d5f607", "/blog/data-quality"));

  private record Look(UUID visitor, List<String> pages) {
    Look(String visitor, String... pages) {
      this(UUID.fromString(visitor), List.of(pages));
    }
  }

  private SampleVisitors() {}

  /**
   * Visitors of pages that may report from now on.
   *
   * @param crm in the name of somebody who sees and changes all leads and settings
   * @param web where their browsers report
   */
  public static void fill(Workspace crm, WebTracking web) {
    TrackingSettings.Settings usual = TrackingSettings.USUAL.settings();
    crm.tracking()
        .setSettings(
            new TrackingSettings.Settings(
                usual.address(),
                List.of(SITE),
                usual.respectSignals(),
                usual.joinByLinks(),
                usual.retentionDays()))
        .orElseThrow();
    Seen seen = new Seen(SampleEngagement.BROWSERS.getFirst(), null, "POST", null, false);
    for (Look look : LOOKS) {
      for (String page : look.pages) {
        web.view(new PageView(look.visitor, SAID, page, SITE + page, null, seen)).orElseThrow();
      }
    }
    crm.tracking()
        .identify(new VisitorId(LOOKS.getFirst().visitor), workedOn(crm).id())
        .orElseThrow();
  }

  private static LeadView workedOn(Workspace crm) {
    ListQuery query =
        ListQuery.all(crm.leadQueries().fields())
            .where(new Compare("status", Op.EQ, List.of(LeadStatus.Name.WORKING.name())));
    return crm.leadQueries().list(query.limitedTo(1)).orElseThrow().items().getFirst();
  }
}

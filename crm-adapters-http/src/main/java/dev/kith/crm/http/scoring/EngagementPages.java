package dev.kith.crm.http.scoring;

import com.google.common.base.Enums;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a lead did, all of it, and who did it. */
public final class EngagementPages {

  private static final int SHOWN = 50;

  private EngagementPages() {}

  /**
   * @param next the address of what comes behind; null on the last page
   * @param visitors of web pages that are held to be the lead
   */
  record Log(
      LeadView lead,
      LeadEngagement part,
      boolean later,
      @Nullable String next,
      List<VisitorJoin> visitors) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/leads/{id}/engagement", visit -> onLead(visit, lead -> log(visit, lead)));
    routes.post(
        "/leads/{id}/engagement/verdict", visit -> onLead(visit, lead -> judge(visit, lead)));
  }

  private static void log(Visit visit, LeadView lead) {
    EngagementId before = id(visit.query("before"));
    visit.with(
        LeadEngagement.part(visit, lead.id(), before, SHOWN, mayJudge(visit, lead), "log"),
        part ->
            visit.show(
                "scoring/engagement.jte",
                "Engagement of " + lead.displayName(),
                Section.LEADS,
                new Log(
                    lead,
                    part,
                    before != null,
                    part.more()
                        ? path(lead.id())
                            + "?before="
                            + UrlEscapers.urlFormParameterEscaper()
                                .escape(part.events().getLast().id().value())
                        : null,
                    visit.crm().tracking().journal(lead.id())
                            instanceof Outcome.Done<List<VisitorJoin>>(var joins)
                        ? joins.stream().filter(VisitorJoin::stands).toList()
                        : List.of())));
  }

  private static void judge(Visit visit, LeadView lead) {
    EngagementId event = id(visit.form("event"));
    // No verdict, or one that there is not, is to believe the signals again.
    Verdict verdict = Enums.getIfPresent(Verdict.class, visit.form("verdict")).orNull();
    if (event == null) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    Outcome<List<EngagementEvent>> judged =
        visit.crm().engagements().reclassify(List.of(event), verdict);
    visit.with(
        judged,
        done ->
            visit.go(
                visit.form("from").equals("log")
                    ? path(lead.id())
                    : "/leads/" + lead.id() + "#engagement",
                Notice.ENGAGEMENT_JUDGED));
  }

  private static @Nullable EngagementId id(String text) {
    return text.isEmpty() || text.length() > EngagementId.LONGEST ? null : new EngagementId(text);
  }

  private static String path(LeadId lead) {
    return "/leads/" + lead + "/engagement";
  }

  /** Whether somebody may say who did what of a lead is written. */
  static boolean mayJudge(Visit visit, LeadView lead) {
    return Visibility.of(visit.actor(), new Permission(Feature.LEAD, Action.EDIT))
        .reaches(lead.owner());
  }

  private static void onLead(Visit visit, Consumer<LeadView> next) {
    visit.on(LeadId::new, visit.crm().leadQueries()::get, next);
  }
}

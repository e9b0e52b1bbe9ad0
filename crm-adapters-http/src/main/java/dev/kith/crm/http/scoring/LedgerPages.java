package dev.kith.crm.http.scoring;

import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores;
import dev.kith.crm.application.scoring.ledger.Scores.Difference;
import dev.kith.crm.application.scoring.ledger.Scores.Reconciliation;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger of points, line by line, and the proof that it comes to what was earned. */
public final class LedgerPages {

  private static final String LEDGER = "/scoring/ledger";
  private static final String PROOF = "/scoring/proof";
  private static final int SHOWN = 50;

  /** So often {@link Scores#MOST_CHECKED} leads are checked for one page. */
  private static final int ROUNDS = 10;

  private LedgerPages() {}

  /**
   * @param lead of which alone lines are shown; empty for all
   * @param leads names, where the reader may see them
   * @param next the address of the next page; null on the last
   */
  record Ledger(
      List<ScoreEntryView> lines,
      Map<UUID, String> leads,
      List<IncrementRule> rules,
      String lead,
      String rule,
      boolean later,
      @Nullable String next) {

    @Nullable String leadName(ScoreEntry line) {
      return leads.get(line.lead().value());
    }

    /** The award that it is of; null if a rule gave it that can be looked at. */
    static @Nullable UUID award(ScoreEntryView line) {
      return Award.idOf(line.entry().earning().event()).map(AwardId::value).orElse(null);
    }

    boolean isFiltered() {
      return !lead.isEmpty() || !rule.isEmpty();
    }
  }

  /**
   * @param checked how many leads
   * @param next the address of the leads behind them; null if these were the last
   */
  record Proof(
      int checked,
      List<Difference> differences,
      Map<UUID, String> leads,
      Map<IncrementRuleId, String> rules,
      @Nullable String next) {

    String leadName(Difference difference) {
      return leads.getOrDefault(difference.lead().value(), "A lead");
    }

    String words(Earning earning) {
      return EngagementWords.points(earning.points())
          + " by "
          + rules.getOrDefault(earning.rule(), "a rule that is not there");
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(LEDGER, LedgerPages::ledger);
    routes.get(PROOF, LedgerPages::proof);
  }

  private static void ledger(Visit visit) {
    String lead = id(visit.query("lead"));
    String rule = id(visit.query("rule"));
    Scores scores = visit.crm().scores();
    visit.with(
        query(visit, lead, rule)
            .then(scores::entries)
            .then(page -> visit.crm().incrementRules().list().map(rules -> new Read(page, rules))),
        read ->
            visit.show(
                "scoring/ledger.jte",
                "Ledger of points",
                Section.POINTS,
                new Ledger(
                    read.page().items(),
                    names(visit, read.page().items().stream().map(v -> v.entry().lead()).toList()),
                    read.rules(),
                    lead,
                    rule,
                    !visit.query("cursor").isEmpty(),
                    next(visit, read.page(), lead, rule))));
  }

  private record Read(Page<ScoreEntryView> page, List<IncrementRule> rules) {}

  /** An id as it is written; empty for what is none. */
  private static String id(String text) {
    return ShapeCheck.uuid(text).map(UUID::toString).orElse("");
  }

  private static Outcome<ListQuery> query(Visit visit, String lead, String rule) {
    List<String> filters = new ArrayList<>();
    if (!lead.isEmpty()) {
      filters.add("lead eq '" + lead + "'");
    }
    if (!rule.isEmpty()) {
      filters.add("rule eq '" + rule + "'");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("limit", Integer.toString(SHOWN));
    put(parameters, "filter", String.join(" and ", filters));
    put(parameters, "cursor", visit.query("cursor"));
    return ListRequests.parse(ScoreEntryView.CATALOGUE, parameters, visit.wholeCrm().signingKey());
  }

  private static @Nullable String next(
      Visit visit, Page<ScoreEntryView> page, String lead, String rule) {
    if (page.next() == null) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "lead", lead);
    put(parameters, "rule", rule);
    parameters.put(
        "cursor",
        Cursors.write(
            page.next(),
            List.of(ScoreEntryView.CATALOGUE.usualOrder()),
            visit.wholeCrm().signingKey()));
    return LEDGER
        + "?"
        + parameters.entrySet().stream()
            .map(p -> p.getKey() + "=" + UrlEscapers.urlFormParameterEscaper().escape(p.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static void put(Map<String, String> parameters, String name, String text) {
    if (!text.isBlank()) {
      parameters.put(name, text);
    }
  }

  private static Map<UUID, String> names(Visit visit, Collection<LeadId> leads) {
    return visit
        .histories()
        .names(visit, "lead", leads.stream().map(LeadId::value).distinct().toList());
  }

  private static void proof(Visit visit) {
    visit.with(
        reconciled(visit, visit.queryId("after").map(LeadId::new).orElse(null)),
        found -> {
          Map<IncrementRuleId, String> rules = new LinkedHashMap<>();
          visit
              .crm()
              .incrementRules()
              .list()
              .orElseThrow()
              .forEach(rule -> rules.put(rule.id(), rule.terms().name()));
          visit.show(
              "scoring/proof.jte",
              "Check of the ledger",
              Section.POINTS,
              new Proof(
                  found.checked(),
                  found.differences(),
                  names(visit, found.differences().stream().map(Difference::lead).toList()),
                  rules,
                  found.next() == null ? null : PROOF + "?after=" + found.next()));
        });
  }

  /** As many leads as one page can wait for. */
  private static Outcome<Reconciliation> reconciled(Visit visit, @Nullable LeadId after) {
    Scores scores = visit.crm().scores();
    int checked = 0;
    List<Difference> differences = new ArrayList<>();
    LeadId next = after;
    for (int round = 0; round < ROUNDS; round++) {
      switch (scores.reconcile(next, Scores.MOST_CHECKED)) {
        case Outcome.Refused<Reconciliation>(var refusal) -> {
          return Outcome.refused(refusal);
        }
        case Outcome.Done<Reconciliation>(var part) -> {
          checked += part.checked();
          differences.addAll(part.differences());
          next = part.next();
        }
      }
      if (next == null) {
        break;
      }
    }
    return Outcome.done(new Reconciliation(checked, differences, next));
  }
}

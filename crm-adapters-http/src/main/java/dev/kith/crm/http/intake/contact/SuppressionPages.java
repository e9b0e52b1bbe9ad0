package dev.kith.crm.http.intake.contact;

import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.intake.contact.SuppressionView;
import dev.kith.crm.application.intake.contact.Suppressions;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionDraft.Kind;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of what is left alone. */
public final class SuppressionPages {

  private static final String PATH = "/suppressions";
  private static final int SHOWN = 50;

  private SuppressionPages() {}

  /**
   * @param bin whether what was taken off is shown
   * @param next the address of the next page; null on the last
   * @param sent what was sent to be put on the list and refused
   */
  record SuppressionList(
      List<SuppressionView> items,
      String q,
      String kind,
      boolean bin,
      @Nullable String next,
      boolean changeable,
      @Nullable SuppressionId removed,
      Map<String, String> sent,
      Problems problems) {

    String sent(String field) {
      return removed == null ? sent.getOrDefault(field, "") : "";
    }

    /** Those of the form that adds; what is wrong with a removal stands at its row. */
    Problems ofForm() {
      return removed == null ? problems : Problems.NONE;
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, visit -> list(visit, 200, null, Problems.NONE));
    routes.post(PATH, SuppressionPages::add);
    routes.post(PATH + "/{id}/remove", SuppressionPages::remove);
  }

  private static void add(Visit visit) {
    switch (draft(visit).then(draft -> visit.crm().suppressions().add(draft))) {
      case Outcome.Done<?> done -> visit.go(PATH, Notice.SUPPRESSION_ADDED);
      case Outcome.Refused<?>(var refusal) ->
          list(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static Outcome<SuppressionDraft> draft(Visit visit) {
    Optional<Kind> kind =
        Arrays.stream(Kind.values()).filter(k -> k.name().equals(visit.form("kind"))).findFirst();
    try {
      Instant until =
          visit.form("until").isBlank()
              ? null
              : LocalDate.parse(visit.form("until")).atStartOfDay(ZoneOffset.UTC).toInstant();
      return Outcome.done(
          new SuppressionDraft(
              kind.orElse(Kind.ADDRESS), visit.form("target"), visit.form("reason"), until));
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(Violation.at("until", "date-syntax", "A date is written 2026-11-05.")));
    }
  }

  private static void remove(Visit visit) {
    visit
        .pathId()
        .map(SuppressionId::new)
        .ifPresentOrElse(id -> remove(visit, id), () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static void remove(Visit visit, SuppressionId id) {
    switch (visit.crm().suppressions().remove(id, visit.form("reason"))) {
      case Outcome.Done<?> done -> visit.go(PATH, Notice.SUPPRESSION_REMOVED);
      case Outcome.Refused<?>(var refusal) ->
          list(
              visit,
              Visit.statusOf(refusal),
              id,
              Problems.of(refusal).calling("reason", "reason-" + id));
    }
  }

  private static void list(
      Visit visit, int status, @Nullable SuppressionId removed, Problems problems) {
    Suppressions suppressions = visit.crm().suppressions();
    boolean bin = visit.query("bin").equals("deleted");
    visit.with(
        query(visit, bin).then(suppressions::list),
        page ->
            visit.show(
                status,
                "intake/contact/suppressions.jte",
                "Suppressions",
                Section.SUPPRESSIONS,
                new SuppressionList(
                    page.items(),
                    visit.query("q"),
                    visit.query("kind"),
                    bin,
                    next(visit, page),
                    mayChange(visit),
                    removed,
                    visit.form(),
                    problems)));
  }

  private static Outcome<ListQuery> query(Visit visit, boolean bin) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("limit", Integer.toString(SHOWN));
    parameters.put("bin", bin ? "deleted" : "live");
    put(parameters, "q", visit.query("q"));
    put(parameters, "cursor", visit.query("cursor"));
    if (Arrays.stream(Kind.values()).anyMatch(k -> k.name().equals(visit.query("kind")))) {
      parameters.put("filter", "kind eq '" + visit.query("kind") + "'");
    }
    return ListRequests.parse(SuppressionView.CATALOGUE, parameters, visit.wholeCrm().signingKey());
  }

  private static void put(Map<String, String> parameters, String name, String text) {
    if (!text.isBlank()) {
      parameters.put(name, text);
    }
  }

  private static @Nullable String next(Visit visit, Page<SuppressionView> page) {
    if (page.next() == null) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    put(parameters, "q", visit.query("q"));
    put(parameters, "kind", visit.query("kind"));
    put(parameters, "bin", visit.query("bin"));
    parameters.put(
        "cursor",
        Cursors.write(
            page.next(),
            List.of(SuppressionView.CATALOGUE.usualOrder()),
            visit.wholeCrm().signingKey()));
    return PATH
        + "?"
        + parameters.entrySet().stream()
            .map(SuppressionPages::encoded)
            .collect(Collectors.joining("&"));
  }

  private static String encoded(Map.Entry<String, String> parameter) {
    return parameter.getKey()
        + "="
        + UrlEscapers.urlFormParameterEscaper().escape(parameter.getValue());
  }

  static boolean mayChange(Visit visit) {
    return visit
        .actor()
        .grants()
        .scopeOf(new Permission(Feature.CONSENT, Action.ADMINISTER))
        .filter(Scope.ALL::equals)
        .isPresent();
  }
}

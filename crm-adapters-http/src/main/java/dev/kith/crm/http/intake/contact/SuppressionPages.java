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
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The list of what is left alone. */
public final class SuppressionPages {

  private static final String PATH = "/suppressions";
  private static final int SHOWN = 50;

  /** A violation of one of many. */
  private static final Pattern ITEM = Pattern.compile("/items/(\\d+)/(\\w+)");

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
    List<String> targets = visit.form("targets").lines().filter(line -> !line.isBlank()).toList();
    Suppressions suppressions = visit.crm().suppressions();
    Outcome<Integer> added =
        until(visit)
            .then(until ->
                targets.size() > 1
                    ? suppressions
                        .addAll(
                            targets.stream()
                                .map(target -> draft(visit, target, until.at()))
                                .toList())
                        .map(all -> all.added().size())
                    : suppressions
                        .add(draft(visit, String.join("", targets), until.at()))
                        .map(one -> 1));
    switch (added) {
      case Outcome.Done<Integer> done -> visit.go(PATH, Notice.SUPPRESSION_ADDED);
      case Outcome.Refused<Integer>(var refusal) ->
          list(visit, Visit.statusOf(refusal), null, problems(refusal, targets));
    }
  }

  private static SuppressionDraft draft(Visit visit, String target, @Nullable Instant until) {
    return new SuppressionDraft(
        Arrays.stream(Kind.values())
            .filter(kind -> kind.name().equals(visit.form("kind")))
            .findFirst()
            .orElseGet(() -> looksLike(target.strip())),
        target,
        visit.form("reason"),
        until);
  }

  /** What somebody means who writes this on a list. */
  private static Kind looksLike(String target) {
    return target.indexOf('@') > 0
        ? Kind.ADDRESS
        : target.matches("[+(]?[0-9][-0-9 ()/.]*") ? Kind.NUMBER : Kind.DOMAIN;
  }

  /** The end of a suppression; null for none. */
  private record Until(@Nullable Instant at) {}

  private static Outcome<Until> until(Visit visit) {
    try {
      return Outcome.done(
          new Until(
              visit.form("until").isBlank()
                  ? null
                  : LocalDate.parse(visit.form("until")).atStartOfDay(ZoneOffset.UTC).toInstant()));
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(Violation.at("until", "date-syntax", "A date is written 2026-11-05.")));
    }
  }

  /** The problems of many stand at the lines that they are of; what all share is said once. */
  private static Problems problems(Refusal refusal, List<String> targets) {
    Set<Violation> problems = new LinkedHashSet<>();
    for (Violation violation : refusal.violations()) {
      Matcher item = ITEM.matcher(violation.pointer());
      if (!item.matches()) {
        problems.add(violation);
      } else if (item.group(2).equals("target")) {
        String line = targets.get(Integer.parseInt(item.group(1))).strip();
        problems.add(
            Violation.at("target", violation.code(), "“" + line + "”: " + violation.message()));
      } else {
        problems.add(Violation.at(item.group(2), violation.code(), violation.message()));
      }
    }
    return (problems.isEmpty()
            ? Problems.of(refusal)
            : Problems.of(new Invalid(List.copyOf(problems))))
        .calling("target", "targets")
        .calling("items", "targets");
  }

  private static void remove(Visit visit) {
    visit.onId(SuppressionId::new, id -> remove(visit, id));
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

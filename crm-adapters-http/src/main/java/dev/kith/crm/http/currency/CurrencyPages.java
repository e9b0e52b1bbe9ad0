package dev.kith.crm.http.currency;

import com.google.common.base.Splitter;
import dev.kith.crm.application.currency.Currencies;
import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.application.currency.Currencies.Put;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The currency of reports and the pairs that have rates on one page, and all rates of a pair. */
public final class CurrencyPages {

  private static final String PATH = "/currencies";

  /** So many rates of a pair are shown; the API hands out all. */
  static final int SHOWN = 500;

  /** A violation of one of many. */
  private static final Pattern RATE = Pattern.compile("/rates/(\\d+)(/\\w+)?");

  private static final Splitter PARTS =
      Splitter.on(Pattern.compile("[\\s,;/]+")).omitEmptyStrings();

  private CurrencyPages() {}

  /**
   * @param lines what was sent to be kept and refused
   * @param wanted the code that was sent and refused, or the one in force
   */
  record CurrencyPage(
      ReportCurrency reports,
      List<Known> pairs,
      boolean changeable,
      String wanted,
      String lines,
      Problems problems) {

    static String path(Known known) {
      return PATH + "/" + PairText.of(known.pair());
    }

    /** All that amounts can have, by code. */
    static List<Currency> all() {
      return Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .sorted(Comparator.comparing(Currency::getCurrencyCode))
          .toList();
    }
  }

  record RatesPage(ExchangeRates rates, boolean changeable) {

    String path() {
      return PATH + "/" + PairText.of(rates.pair());
    }

    /** The latest first. */
    List<Map.Entry<LocalDate, BigDecimal>> shown() {
      return rates.rates().descendingMap().entrySet().stream().limit(SHOWN).toList();
    }

    boolean isCut() {
      return rates.rates().size() > SHOWN;
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, visit -> show(visit, 200, Problems.NONE));
    routes.post(PATH, CurrencyPages::setReportCurrency);
    routes.post(PATH + "/rates", CurrencyPages::put);
    routes.get(
        PATH + "/{pair}",
        visit ->
            onPair(
                visit,
                pair ->
                    visit.with(
                        currencies(visit).rates(pair),
                        rates ->
                            visit.show(
                                "currency/rates.jte",
                                rates.pair().toString(),
                                Section.CURRENCIES,
                                new RatesPage(rates, mayChange(visit))))));
    routes.post(PATH + "/{pair}/remove", visit -> onPair(visit, pair -> remove(visit, pair)));
  }

  private static void setReportCurrency(Visit visit) {
    switch (visit
        .crm()
        .expecting(visit.number("version").orElse(0L))
        .currencies()
        .setReportCurrency(visit.form("currency"))) {
      case Outcome.Done<ReportCurrency> done -> visit.go(PATH, Notice.REPORT_CURRENCY_SET);
      case Outcome.Refused<ReportCurrency>(var refusal) ->
          show(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void put(Visit visit) {
    List<String> lines = visit.form("rates").lines().filter(line -> !line.isBlank()).toList();
    switch (read(lines).then(rates -> currencies(visit).put(rates))) {
      case Outcome.Done<Put> done -> visit.go(PATH, Notice.RATES_SAVED);
      case Outcome.Refused<Put>(var refusal) ->
          show(visit, Visit.statusOf(refusal), problems(refusal, lines));
    }
  }

  private static Outcome<List<RateDraft>> read(List<String> lines) {
    Checks checks = new Checks();
    List<RateDraft> drafts = new ArrayList<>();
    if (lines.isEmpty()) {
      checks.add("rates", "required", "Write a rate a line.");
    }
    for (int i = 0; i < lines.size(); i++) {
      List<String> parts = PARTS.splitToList(lines.get(i));
      String below = "rates/" + i + "/";
      if (parts.size() != 4) {
        checks.add(below + "line", "line-syntax", "A line is written 2026-03-02 EUR USD 1.0832.");
        continue;
      }
      LocalDate from = CivilTimes.date(checks, below + "from", parts.get(0));
      RateDraft draft =
          new RateDraft(
              parts.get(1),
              parts.get(2),
              Objects.requireNonNullElse(from, LocalDate.EPOCH),
              parts.get(3));
      draft.read(checks, below);
      drafts.add(draft);
    }
    return checks.orRefuse(() -> drafts);
  }

  /** The problems of many stand at the lines that they are of. */
  private static Problems problems(Refusal refusal, List<String> lines) {
    Set<Violation> problems = new LinkedHashSet<>();
    for (Violation violation : refusal.violations()) {
      Matcher rate = RATE.matcher(violation.pointer());
      problems.add(
          rate.matches()
              ? Violation.at(
                  "rates",
                  violation.code(),
                  "“"
                      + lines.get(Integer.parseInt(rate.group(1))).strip()
                      + "”: "
                      + violation.message())
              : violation);
    }
    return problems.isEmpty()
        ? Problems.of(refusal)
        : Problems.of(new Invalid(List.copyOf(problems)));
  }

  private static void remove(Visit visit, CurrencyPair pair) {
    LocalDate from = CivilTimes.date(new Checks(), "from", visit.form("from"));
    if (from == null) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    visit.with(
        currencies(visit).remove(pair, from),
        rates -> visit.go(PATH + "/" + PairText.of(pair), Notice.RATE_REMOVED));
  }

  private static void onPair(Visit visit, Consumer<CurrencyPair> next) {
    PairText.read(visit.ctx().pathParam("pair"))
        .ifPresentOrElse(next, () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static void show(Visit visit, int status, Problems problems) {
    visit.with(
        currencies(visit).reportCurrency(),
        reports ->
            visit.with(
                currencies(visit).known(),
                pairs ->
                    visit.show(
                        status,
                        "currency/currencies.jte",
                        "Currencies",
                        Section.CURRENCIES,
                        new CurrencyPage(
                            reports,
                            pairs,
                            mayChange(visit),
                            visit.form("currency").isEmpty()
                                ? reports.settings().currency()
                                : visit.form("currency"),
                            visit.form("rates"),
                            problems))));
  }

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.CURRENCY, Action.ADMINISTER));
  }

  private static Currencies currencies(Visit visit) {
    return visit.crm().currencies();
  }
}

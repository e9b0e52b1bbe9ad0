package dev.kith.crm.application.conversion.analytics;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.kith.crm.application.conversion.analytics.ConversionFigures.Became;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.By;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Deal;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Hindrance;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Result;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Slice;
import dev.kith.crm.application.conversion.analytics.ConversionFigures.Standing;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.Survival;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class ConversionAnalyticsService implements ConversionAnalytics {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final String CONVERT = "lead.convert";
  private static final Set<LeadStatus.Name> TAKEN =
      Set.of(LeadStatus.Name.WORKING, LeadStatus.Name.NURTURING);

  private final Kernel kernel;
  private final Context context;
  private final ConversionFigures figures;

  ConversionAnalyticsService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.figures = kernel.storage().conversionFigures();
  }

  @Override
  public Outcome<Report> of(Question question) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> {
          if (isHidden(question)) {
            return Outcome.refused(
                new Forbidden(VIEW.code(), "What these figures are made of is hidden from you."));
          }
          return question.from() != null
                  && question.before() != null
                  && !question.from().isBefore(question.before())
              ? Outcome.refused(
                  Invalid.of(
                      Violation.at("before", "before-begin", "A period ends after it begins.")))
              : Outcome.done(report(question));
        });
  }

  @Override
  public Outcome<Optional<Foresight>> foresight(RuleId rule) {
    return Permits.require(
        context.actor(),
        VIEW,
        () -> {
          Question byRule = new Question(GroupBy.RULE, Question.USUAL.cohort(), null, null);
          Slice slice = new Slice(null, null, Visibility.of(context.actor(), VIEW));
          return isHidden(byRule)
              ? Outcome.done(Optional.empty())
              : Outcome.done(
                  foresights(slice).stream().filter(f -> f.id().equals(rule.value())).findFirst());
        });
  }

  private List<Foresight> foresights(Slice slice) {
    Map<RuleId, Map<Became, Long>> counted = new HashMap<>();
    figures
        .foreseen(slice)
        .forEach(one ->
            counted
                .computeIfAbsent(one.rule(), rule -> new EnumMap<>(Became.class))
                .merge(one.became(), one.leads(), Long::sum));
    return counted.entrySet().stream()
        .flatMap(e ->
            kernel.storage().rules().find(e.getKey()).filter(this::converts).stream()
                .map(rule -> foresight(rule, e.getValue())))
        .sorted(comparingLong((Foresight f) -> -f.leads()).thenComparing(Foresight::rule))
        .toList();
  }

  private boolean converts(Rule rule) {
    return rule.content().then().stream().anyMatch(step -> step.kind().equals(CONVERT));
  }

  private static Foresight foresight(Rule rule, Map<Became, Long> counts) {
    return new Foresight(
        rule.id().value(),
        rule.name(),
        counts.values().stream().mapToLong(Long::longValue).sum(),
        counts.getOrDefault(Became.DROPPED, 0L),
        counts.getOrDefault(Became.PENDING, 0L),
        new Deals(
            counts.getOrDefault(Became.WON, 0L),
            counts.getOrDefault(Became.OPEN, 0L),
            counts.getOrDefault(Became.LOST, 0L),
            counts.getOrDefault(Became.NONE, 0L)));
  }

  private boolean isHidden(Question question) {
    Set<String> masked = context.actor().grants().maskedFieldsOf(Feature.LEAD);
    String field =
        switch (question.groupBy()) {
          case SOURCE -> LeadField.SOURCE.code();
          case CAMPAIGN -> LeadField.UTM_CAMPAIGN.code();
          case OWNER -> "owner";
          case RULE -> "status";
        };
    return masked.contains("status") || masked.contains(field);
  }

  private Report report(Question question) {
    Slice slice =
        new Slice(question.from(), question.before(), Visibility.of(context.actor(), VIEW));
    By by = By.valueOf(question.groupBy().name());
    Map<String, List<Stayed>> cohorts =
        figures.lengths(slice, By.valueOf(question.cohort().name()), kernel.now());
    Map<String, Deals> ofRules = deals(figures.results(slice, By.RULE));
    Map<String, Deals> deals = by == By.RULE ? ofRules : deals(figures.results(slice, by));
    return new Report(
        question,
        converting(cohorts.values().stream().flatMap(List::stream).toList()),
        groups(figures.lengths(slice, by, kernel.now()), by, deals),
        cohorts.entrySet().stream()
            .map(e -> new Captured(begins(question.cohort(), e.getKey()), converting(e.getValue())))
            .sorted(comparing(Captured::begins))
            .toList(),
        rules(ofRules),
        foresights(slice),
        funnel(figures.standings(slice)),
        figures.errors(slice).stream()
            .sorted(
                comparingLong((Hindrance e) -> -e.batches() - e.rules())
                    .thenComparing(Hindrance::code))
            .toList());
  }

  private List<Group> groups(Map<String, List<Stayed>> lengths, By by, Map<String, Deals> deals) {
    return lengths.entrySet().stream()
        .map(e ->
            new Group(
                e.getKey(),
                by == By.RULE && !e.getKey().isEmpty() ? ruleName(e.getKey()) : null,
                converting(e.getValue()),
                deals.getOrDefault(e.getKey(), Deals.NONE)))
        .sorted(comparingLong((Group g) -> -g.converting().leads()).thenComparing(Group::key))
        .limit(MOST_GROUPS)
        .toList();
  }

  private List<RuleResult> rules(Map<String, Deals> deals) {
    return deals.entrySet().stream()
        .filter(e -> !e.getKey().isEmpty())
        .map(e -> {
          Deals all = e.getValue();
          return new RuleResult(
              UUID.fromString(e.getKey()),
              ruleName(e.getKey()),
              all.won() + all.open() + all.lost() + all.none(),
              all);
        })
        .sorted(comparingLong((RuleResult r) -> -r.converted()).thenComparing(RuleResult::rule))
        .toList();
  }

  /** The name of a rule also tells whoever may not see rules what converted their leads. */
  private String ruleName(String id) {
    return kernel
        .storage()
        .rules()
        .find(new RuleId(UUID.fromString(id)))
        .map(rule -> rule.name())
        .orElse(id);
  }

  private static Converting converting(Collection<Stayed> lengths) {
    return new Converting(
        count(lengths, stayed -> true), count(lengths, Stayed::left), Survival.of(lengths));
  }

  private static long count(Collection<Stayed> lengths, Predicate<Stayed> which) {
    return lengths.stream().filter(which).mapToLong(Stayed::accounts).sum();
  }

  private static Map<String, Deals> deals(List<Result> results) {
    Map<String, Map<Deal, Long>> counted = new HashMap<>();
    results.forEach(result ->
        counted
            .computeIfAbsent(result.group(), group -> new EnumMap<>(Deal.class))
            .merge(result.deal(), result.conversions(), Long::sum));
    Map<String, Deals> deals = new HashMap<>();
    counted.forEach((group, counts) ->
        deals.put(
            group,
            new Deals(
                counts.getOrDefault(Deal.WON, 0L),
                counts.getOrDefault(Deal.OPEN, 0L),
                counts.getOrDefault(Deal.LOST, 0L),
                counts.getOrDefault(Deal.NONE, 0L))));
    return deals;
  }

  private static LocalDate begins(Cohort cohort, String key) {
    long number = Long.parseLong(key);
    return switch (cohort) {
      case WEEK -> LocalDate.ofEpochDay(number);
      case MONTH ->
          LocalDate.of((int) Math.floorDiv(number, 12L), (int) Math.floorMod(number, 12L) + 1, 1);
    };
  }

  private static Funnel funnel(List<Standing> standings) {
    long converted = count(standings, LeadStatus.Name.CONVERTED);
    long qualified = converted + count(standings, LeadStatus.Name.QUALIFIED);
    return new Funnel(
        standings.stream().mapToLong(Standing::leads).sum(),
        qualified
            + standings.stream()
                .filter(s -> TAKEN.contains(s.status()))
                .mapToLong(Standing::leads)
                .sum(),
        qualified,
        converted,
        count(standings, LeadStatus.Name.RECYCLED),
        standings.stream()
            .filter(s -> s.status() == LeadStatus.Name.DISQUALIFIED)
            .map(s -> new Dropped(reason(s.reason()), s.leads()))
            .sorted(comparingLong((Dropped d) -> -d.leads()).thenComparing(Dropped::reason))
            .toList());
  }

  private static LeadStatus.Reason reason(LeadStatus.@Nullable Reason reason) {
    return reason == null ? LeadStatus.Reason.OTHER : reason;
  }

  private static long count(List<Standing> standings, LeadStatus.Name status) {
    return standings.stream().filter(s -> s.status() == status).mapToLong(Standing::leads).sum();
  }
}

package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.conversion.analytics.ConversionFigures;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.pipeline.StageType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryConversionFigures implements ConversionFigures {

  private final MemoryLeads leads;
  private final MemoryConversions conversions;
  private final MemoryOpportunities opportunities;
  private final MemoryConversionBatches batches;
  private final MemoryFirings firings;
  private final Predicate<Firing> isPresent;

  MemoryConversionFigures(
      MemoryLeads leads,
      MemoryConversions conversions,
      MemoryOpportunities opportunities,
      MemoryConversionBatches batches,
      MemoryFirings firings,
      MemoryRules rules) {
    this.leads = leads;
    this.conversions = conversions;
    this.opportunities = opportunities;
    this.batches = batches;
    this.firings = firings;
    this.isPresent = rules::isPresent;
  }

  private record Length(long hours, boolean converted) {}

  @Override
  public Map<String, List<Stayed>> lengths(Slice slice, By by, Instant now) {
    Map<String, Map<Length, Long>> counted = new HashMap<>();
    in(slice)
        .filter(lead -> by != By.RULE || isConverted(lead))
        .forEach(lead ->
            counted
                .computeIfAbsent(key(lead, by), key -> new HashMap<>())
                .merge(length(lead, now), 1L, Long::sum));
    Map<String, List<Stayed>> lengths = new HashMap<>();
    counted.forEach((key, of) ->
        lengths.put(
            key,
            of.entrySet().stream()
                .map(e -> new Stayed(e.getKey().hours(), e.getKey().converted(), e.getValue()))
                .toList()));
    return lengths;
  }

  private Length length(Lead lead, Instant now) {
    Instant end =
        isConverted(lead)
            ? conversions
                .ofLead(lead.id())
                .map(c -> c.revision().createdAt())
                .orElse(lead.status().since())
            : lead.status() instanceof LeadStatus.Disqualified d ? d.since() : now;
    long hours =
        Math.floorDiv(Duration.between(lead.revision().createdAt(), end).toMillis(), 3_600_000L);
    return new Length(Math.max(0, hours), isConverted(lead));
  }

  private static boolean isConverted(Lead lead) {
    return lead.status().name() == LeadStatus.Name.CONVERTED;
  }

  private String key(Lead lead, By by) {
    LocalDate day = LocalDate.ofInstant(lead.revision().createdAt(), ZoneOffset.UTC);
    return switch (by) {
      case SOURCE -> text(LeadField.SOURCE.textOf(lead.content()));
      case CAMPAIGN -> text(LeadField.UTM_CAMPAIGN.textOf(lead.content()));
      case OWNER -> lead.owner() == null ? "" : lead.owner().toString();
      case RULE -> conversions.ofLead(lead.id()).map(MemoryConversionFigures::rule).orElse("");
      case WEEK ->
          Long.toString(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay());
      case MONTH -> Long.toString(day.getYear() * 12L + day.getMonthValue() - 1);
    };
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String rule(Conversion conversion) {
    String cause = conversion.cause();
    return cause != null && cause.startsWith("rule/") ? cause.substring(5, 41) : "";
  }

  @Override
  public List<Result> results(Slice slice, By by) {
    Map<String, Map<Deal, Long>> counted = new TreeMap<>();
    in(slice)
        .forEach(lead ->
            conversions
                .ofLead(lead.id())
                .ifPresent(conversion ->
                    counted
                        .computeIfAbsent(key(lead, by), key -> new TreeMap<>())
                        .merge(deal(conversion), 1L, Long::sum)));
    return counted.entrySet().stream()
        .flatMap(group ->
            group.getValue().entrySet().stream()
                .map(deal -> new Result(group.getKey(), deal.getKey(), deal.getValue())))
        .toList();
  }

  private Deal deal(Conversion conversion) {
    List<StageType> states =
        opportunities.all().stream()
            .filter(o -> !o.revision().isDeleted() && isOf(conversion, o))
            .map(o -> StageType.valueOf(o.status().name()))
            .toList();
    return states.contains(StageType.WON)
        ? Deal.WON
        : states.contains(StageType.OPEN) ? Deal.OPEN : states.isEmpty() ? Deal.NONE : Deal.LOST;
  }

  private static boolean isOf(Conversion conversion, Opportunity opportunity) {
    Part opened = conversion.opportunity();
    Part account = conversion.account();
    return opened != null
        ? opened.id().equals(opportunity.id().value())
        : account != null
            && opportunity.content().account() != null
            && Objects.requireNonNull(opportunity.content().account()).value().equals(account.id())
            && !opportunity.revision().createdAt().isBefore(conversion.revision().createdAt());
  }

  private record Seen(RuleId rule, Lead lead) {}

  @Override
  public List<Foreseen> foreseen(Slice slice) {
    return firings
        .whole()
        .filter(f -> f.outcome() == Firing.Result.WOULD_FIRE && isPresent.test(f))
        .flatMap(f ->
            in(slice)
                .filter(lead -> lead.id().value().equals(f.record().id()))
                .map(lead -> new Seen(f.rule(), lead)))
        .distinct()
        .map(one -> new Foreseen(one.rule(), became(one.lead()), 0))
        .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> new Foreseen(e.getKey().rule(), e.getKey().became(), e.getValue()))
        .toList();
  }

  private Became became(Lead lead) {
    return conversions
        .ofLead(lead.id())
        .map(conversion -> Became.valueOf(deal(conversion).name()))
        .orElse(lead.status() instanceof LeadStatus.Disqualified ? Became.DROPPED : Became.PENDING);
  }

  @Override
  public List<Standing> standings(Slice slice) {
    return in(slice)
        .collect(
            Collectors.groupingBy(
                lead ->
                    new Standing(
                        lead.status().name(),
                        lead.status() instanceof LeadStatus.Disqualified d ? d.reason() : null,
                        0),
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> new Standing(e.getKey().status(), e.getKey().reason(), e.getValue()))
        .toList();
  }

  @Override
  public List<Hindrance> errors(Slice slice) {
    Map<String, Long> ofBatches =
        counted(
            batches
                .whole()
                .filter(item -> item.fate() == Fate.FAILED || item.fate() == Fate.DUPLICATE)
                .filter(item -> sees(slice, item.lead()) && isIn(slice, item.at())),
            item -> item.code());
    Map<String, Long> ofRules =
        counted(
            firings
                .whole()
                .filter(f -> f.code() != null && f.outcome() == Firing.Result.FAILED)
                .filter(f -> "lead.convert".equals(f.trace().steps().getLast().action()))
                .filter(f -> sees(slice, new LeadId(f.record().id())) && isIn(slice, f.at())),
            Firing::code);
    return Stream.concat(ofBatches.keySet().stream(), ofRules.keySet().stream())
        .distinct()
        .map(code ->
            new Hindrance(code, ofBatches.getOrDefault(code, 0L), ofRules.getOrDefault(code, 0L)))
        .toList();
  }

  private static <T> Map<String, Long> counted(Stream<T> all, Function<T, @Nullable String> code) {
    return all.flatMap(one -> Optional.ofNullable(code.apply(one)).stream())
        .collect(Collectors.groupingBy(one -> one, Collectors.counting()));
  }

  private boolean sees(Slice slice, LeadId id) {
    return leads
        .find(id)
        .filter(lead -> !lead.revision().isDeleted() && slice.visible().reaches(lead.owner()))
        .isPresent();
  }

  private Stream<Lead> in(Slice slice) {
    return leads.all().stream()
        .filter(lead -> !lead.revision().isDeleted() && slice.visible().reaches(lead.owner()))
        .filter(lead -> isIn(slice, lead.revision().createdAt()));
  }

  private static boolean isIn(Slice slice, @Nullable Instant at) {
    return at != null
        && (slice.from() == null || !at.isBefore(slice.from()))
        && (slice.before() == null || at.isBefore(slice.before()));
  }
}

package dev.kith.crm.application.opportunity;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.access.Whose;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.PipelinePastReads.First;
import dev.kith.crm.application.opportunity.PipelinePastReads.PastCard;
import dev.kith.crm.application.opportunity.PipelinePastReads.Which;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Waterfall;
import dev.kith.crm.domain.opportunity.Waterfall.Sum;
import dev.kith.crm.domain.opportunity.Waterfall.Way;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class PipelinePastService implements PipelinePast {

  private final Kernel kernel;
  private final Context context;
  private final CurrencyFeature currencies;
  private final PipelinePastReads past;
  private final Set<String> hidden;

  /** The present views of opportunities, as the actor may see them. */
  private final Function<Collection<OpportunityId>, List<OpportunityView>> views;

  PipelinePastService(
      Kernel kernel,
      Context context,
      CurrencyFeature currencies,
      Set<String> hidden,
      Function<Collection<OpportunityId>, List<OpportunityView>> views) {
    this.kernel = kernel;
    this.context = context;
    this.currencies = currencies;
    this.past = kernel.storage().pipelinePastReads();
    this.hidden = hidden;
    this.views = views;
  }

  @Override
  public Outcome<Board> board(PipelineId id, Instant at, Wanted wanted, int cards) {
    return asked(
        id,
        wanted,
        checks -> {
          if (at.isAfter(kernel.now())) {
            checks.add("asOf", "in-the-future", "Nobody knows yet what it will be like then.");
          }
        },
        (pipeline, which) -> board(pipeline, at, which, cards));
  }

  @Override
  public Outcome<Changes> waterfall(PipelineId id, Instant from, Instant to, Wanted wanted) {
    return asked(
        id,
        wanted,
        checks -> {
          if (to.isAfter(kernel.now())) {
            checks.add("to", "in-the-future", "Nobody knows yet what it will be like then.");
          }
          if (!from.isBefore(to)) {
            checks.add("from", "wrong-order", "The first moment comes before the second.");
          }
        },
        (pipeline, which) -> changes(pipeline, from, to, which));
  }

  private interface Answer<T> {
    T of(Pipeline pipeline, Which which);
  }

  private interface Check {
    void of(Checks checks);
  }

  private <T> Outcome<T> asked(PipelineId id, Wanted wanted, Check check, Answer<T> answer) {
    return Permits.require(
        context.actor(),
        OpportunityQueryService.VIEW,
        () ->
            kernel
                .storage()
                .pipelines()
                .live(id)
                .then(pipeline -> {
                  Checks checks = new Checks();
                  check.of(checks);
                  Which which = which(checks, wanted);
                  return checks.orRefuse(() -> answer.of(pipeline, which));
                }));
  }

  private Which which(Checks checks, Wanted wanted) {
    refuseHidden(checks, "owner", wanted.owner() != null || wanted.team() != null);
    refuseHidden(checks, "closeDate", wanted.closeFrom() != null || wanted.closeTo() != null);
    refuseHidden(checks, "amount", wanted.amountMin() != null || wanted.amountMax() != null);
    return wanted.of(
        new Whose(wanted.owner(), wanted.team()).owners(kernel.storage().accessReads(), checks));
  }

  private void refuseHidden(Checks checks, String field, boolean used) {
    if (used && hidden.contains(field)) {
      checks.add(field, "unknown-field", "There is no field " + field + ".");
    }
  }

  // The board.

  private Board board(Pipeline pipeline, Instant at, Which which, int cards) {
    List<Tally> tallies = past.tallies(pipeline.id(), at, which, visible());
    List<Stage> stages = stages(pipeline);
    // Of stages that went away before they were remembered, nothing is known but their keys.
    tallies.stream()
        .map(Tally::stage)
        .distinct()
        .filter(key -> stages.stream().noneMatch(stage -> stage.key().equals(key)))
        .sorted()
        .forEach(key -> stages.add(Stage.open(key, key, 0)));
    Map<String, List<Board.Card>> shown = cards(pipeline.id(), stages, at, which, cards);
    Function<Collection<Money>, Total> adding = adding(at);
    List<Board.Column> columns = new ArrayList<>();
    for (Stage stage : stages) {
      List<Tally> own = tallies.stream().filter(t -> t.stage().equals(stage.key())).toList();
      boolean isFormer = pipeline.stage(stage.key()).isEmpty();
      if (!isFormer || !own.isEmpty()) {
        List<Money> amounts =
            hidden.contains("amount")
                ? null
                : own.stream()
                    .map(Tally::amount)
                    .filter(Objects::nonNull)
                    .sorted(comparing((Money m) -> m.currency().getCurrencyCode()))
                    .toList();
        columns.add(
            new Board.Column(
                stage,
                own.stream().mapToLong(Tally::count).sum(),
                amounts,
                amounts == null ? null : adding.apply(amounts),
                shown.getOrDefault(stage.key(), List.of()),
                null));
      }
    }
    return new Board(pipeline, 0, columns, at);
  }

  private Map<String, List<Board.Card>> cards(
      PipelineId pipeline, List<Stage> stages, Instant at, Which which, int limit) {
    // Their order must not tell amounts to whom they are hidden from.
    First first = hidden.contains("amount") ? First.LATEST : First.WORTH_MOST;
    List<PastCard> cards = past.cards(pipeline, at, which, visible(), first, limit);
    Map<OpportunityId, OpportunityView> now =
        views.apply(cards.stream().map(PastCard::id).toList()).stream()
            .collect(ImmutableMap.toImmutableMap(OpportunityView::id, v -> v));
    LocalDate day = day(at);
    Map<String, Stage> byKey =
        stages.stream().collect(ImmutableMap.toImmutableMap(Stage::key, stage -> stage));
    return cards.stream()
        .filter(card -> now.containsKey(card.id()))
        .map(card ->
            card(
                card,
                Objects.requireNonNull(now.get(card.id())),
                byKey.getOrDefault(card.stage(), Stage.open(card.stage(), card.stage(), 0)),
                day))
        .collect(groupingBy(card -> card.opportunity().where().stage()));
  }

  private Board.Card card(PastCard card, OpportunityView now, Stage stage, LocalDate day) {
    Map<OpportunityField, String> values = new EnumMap<>(OpportunityField.class);
    values.putAll(now.values());
    Money amount = card.amount();
    put(values, OpportunityField.AMOUNT, amount == null ? null : amount.amount().toPlainString());
    put(
        values,
        OpportunityField.CURRENCY,
        amount == null ? null : amount.currency().getCurrencyCode());
    put(
        values,
        OpportunityField.CLOSE_DATE,
        card.closeDate() == null ? null : card.closeDate().toString());
    OpportunityView then = now.asItWas(values, stage, card.since(), card.owner()).without(hidden);
    LocalDate closeDate = then.closeDate();
    return new Board.Card(
        then, false, stage.isOpen() && closeDate != null && closeDate.isBefore(day));
  }

  private static void put(
      Map<OpportunityField, String> values, OpportunityField field, @Nullable String value) {
    if (value == null) {
      values.remove(field);
    } else {
      values.put(field, value);
    }
  }

  /** Those that there are, and behind them those that there were. */
  private List<Stage> stages(Pipeline pipeline) {
    List<Stage> all = new ArrayList<>(pipeline.stages());
    past.formerStages(pipeline.id()).stream()
        .filter(former -> pipeline.stage(former.key()).isEmpty())
        .forEach(all::add);
    return all;
  }

  // The waterfall.

  private Changes changes(Pipeline pipeline, Instant from, Instant to, Which which) {
    List<Way> ways = past.ways(pipeline.id(), from, to, which, visible());
    Waterfall waterfall = Waterfall.of(ways, stages(pipeline));
    if (hidden.contains("amount")) {
      Waterfall counted = waterfall.withoutAmounts();
      return new Changes(
          pipeline,
          from,
          to,
          counted,
          null,
          counted.steps().stream()
              .map(step -> new Changed(step.kind(), step.sum().count(), null))
              .toList(),
          null,
          null);
    }
    Function<Collection<Money>, Total> then = adding(to);
    Total opening = adding(from).apply(money(waterfall.opening()));
    Total closing = then.apply(money(waterfall.closing()));
    List<Changed> steps =
        waterfall.steps().stream()
            .map(
                step -> new Changed(step.kind(), step.sum().count(), then.apply(money(step.sum()))))
            .toList();
    return new Changes(
        pipeline, from, to, waterfall, opening, steps, closing, rest(opening, steps, closing));
  }

  /** What the steps do not make of the difference. */
  private static @Nullable Total rest(Total opening, List<Changed> steps, Total closing) {
    Money before = opening.sum();
    Money after = closing.sum();
    if (before == null || after == null) {
      return null;
    }
    BigDecimal rest = after.amount().subtract(before.amount());
    for (Changed step : steps) {
      Money sum = Objects.requireNonNull(step.total()).sum();
      if (sum == null) {
        return null;
      }
      rest = rest.subtract(sum.amount());
    }
    return new Total(
        new Money(rest, after.currency()), after.currency(), opening.rateDate(), List.of());
  }

  private static List<Money> money(Sum sum) {
    return sum.amounts().entrySet().stream()
        .map(e -> new Money(e.getValue(), Currency.getInstance(e.getKey())))
        .toList();
  }

  private Function<Collection<Money>, Total> adding(Instant at) {
    Currency reports = currencies.reportCurrency();
    RateTable rates = currencies.on(day(at));
    return amounts -> rates.total(amounts, reports);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), OpportunityQueryService.VIEW);
  }
}

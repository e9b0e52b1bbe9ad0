package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Comparator.comparing;

import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Boards of pipelines, as somebody sees them. */
final class Boards {

  private final Kernel kernel;
  private final CurrencyFeature currencies;
  private final OpportunityReads reads;
  private final Visibility visible;
  private final boolean hidesAmounts;
  private final UnaryOperator<List<OpportunityView>> read;

  /**
   * @param read makes what is kept into what the reader may know
   */
  Boards(
      Kernel kernel,
      CurrencyFeature currencies,
      Visibility visible,
      boolean hidesAmounts,
      UnaryOperator<List<OpportunityView>> read) {
    this.kernel = kernel;
    this.currencies = currencies;
    this.reads = kernel.storage().opportunityReads();
    this.visible = visible;
    this.hidesAmounts = hidesAmounts;
    this.read = read;
  }

  /** The stages to show. */
  static Outcome<List<Stage>> stages(Pipeline pipeline, ListQuery query, Set<String> stages) {
    List<Violation> unknown =
        stages.stream()
            .filter(key -> pipeline.stage(key).isEmpty())
            .map(key -> Violation.at("stage", "unknown-stage", "There is no stage " + key + "."))
            .toList();
    if (!unknown.isEmpty()) {
      return Outcome.refused(new Invalid(unknown));
    }
    return query.after() != null && stages.size() != 1
        ? Outcome.refused(
            Invalid.of(
                Violation.at("cursor", "one-stage", "Cards go on behind a cursor in one stage.")))
        : Outcome.done(
            pipeline.stages().stream()
                .filter(stage -> stages.isEmpty() || stages.contains(stage.key()))
                .toList());
  }

  Board of(Pipeline pipeline, ListQuery query, List<Stage> stages) {
    ListQuery inPipeline =
        query
            .where(new Filter.Compare("pipeline", Filter.Op.EQ, List.of(pipeline.id().value())))
            .in(ListQuery.Bin.LIVE)
            .sortedBy(OpportunityFields.BY_RANK);
    // First, so that nothing that comes meanwhile is taken for seen.
    long position = kernel.storage().boardNews().latest();
    List<Tally> tallies = reads.tallies(inPipeline, visible);
    Instant now = kernel.now();
    Function<List<Money>, Total> adding = adding(tallies, LocalDate.ofInstant(now, ZoneOffset.UTC));
    Set<String> filled =
        stages.stream()
            .map(Stage::key)
            .filter(key -> tallies.stream().anyMatch(t -> t.stage().equals(key)))
            .collect(toImmutableSet());
    Map<String, Page<OpportunityView>> first = reads.columns(inPipeline, filled, visible);
    return new Board(
        pipeline,
        position,
        stages.stream()
            .map(stage ->
                column(
                    stage,
                    first.getOrDefault(stage.key(), new Page<>(List.of(), null, null)),
                    tallies,
                    adding,
                    now))
            .toList(),
        null);
  }

  /** Adds up in the currency of reports; rates are read only where there are other currencies. */
  private Function<List<Money>, Total> adding(List<Tally> tallies, LocalDate today) {
    Currency reports = currencies.reportCurrency();
    boolean several =
        tallies.stream()
            .map(Tally::amount)
            .anyMatch(amount -> amount != null && !amount.currency().equals(reports));
    RateTable rates = several ? currencies.on(today) : new RateTable(today, Map.of());
    return amounts -> rates.total(amounts, reports);
  }

  private Board.Column column(
      Stage stage,
      Page<OpportunityView> page,
      List<Tally> tallies,
      Function<List<Money>, Total> adding,
      Instant now) {
    List<Tally> own = tallies.stream().filter(t -> t.stage().equals(stage.key())).toList();
    long count = own.stream().mapToLong(Tally::count).sum();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<Money> amounts =
        hidesAmounts
            ? null
            : own.stream()
                .map(Tally::amount)
                .filter(Objects::nonNull)
                .sorted(comparing((Money m) -> m.currency().getCurrencyCode()))
                .toList();
    return new Board.Column(
        stage,
        count,
        amounts,
        amounts == null ? null : adding.apply(amounts),
        read.apply(page.items()).stream()
            .map(view ->
                new Board.Card(
                    view,
                    stage.isRotten(view.where().since(), now),
                    stage.isOpen() && isBefore(view.closeDate(), today)))
            .toList(),
        page.next());
  }

  private static boolean isBefore(@Nullable LocalDate date, LocalDate today) {
    return date != null && date.isBefore(today);
  }
}

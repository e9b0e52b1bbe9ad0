package dev.kith.crm.persistence.currency;

import static dev.kith.crm.persistence.generated.Tables.EXCHANGE_RATE;
import static dev.kith.crm.persistence.generated.Tables.EXCHANGE_RATES;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ExchangeRateRecord;
import dev.kith.crm.persistence.generated.tables.records.ExchangeRatesRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Exchange rates: a row for each pair, and one for each of its rates. */
public final class JooqExchangeRatesStore implements ExchangeRatesStore {

  private static final String PRIMARY_KEY = "exchange_rates_pk";

  private final Database database;

  public JooqExchangeRatesStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ExchangeRates> find(CurrencyPair pair) {
    return database
        .dsl()
        .selectFrom(EXCHANGE_RATES)
        .where(EXCHANGE_RATES.ID.eq(pair.id()))
        .fetchOptional(row ->
            new ExchangeRates(
                pair,
                new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
                rates(row.getId())));
  }

  private NavigableMap<LocalDate, BigDecimal> rates(UUID id) {
    ImmutableSortedMap.Builder<LocalDate, BigDecimal> rates = ImmutableSortedMap.naturalOrder();
    database
        .dsl()
        .select(EXCHANGE_RATE.FROM_DATE, EXCHANGE_RATE.RATE)
        .from(EXCHANGE_RATE)
        .where(EXCHANGE_RATE.RATES_ID.eq(id))
        .forEach(row -> rates.put(row.value1(), ExchangeRates.plain(row.value2())));
    return rates.buildOrThrow();
  }

  @Override
  public Outcome<ExchangeRates> add(ExchangeRates rates) {
    try {
      database.dsl().executeInsert(row(rates));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, PRIMARY_KEY) ? Failures.lostRace(e) : e;
    }
    insert(rates, rates.rates());
    return Outcome.done(rates);
  }

  @Override
  public Outcome<ExchangeRates> update(ExchangeRates rates) {
    return Saving.replace(database, rates, row(rates), EXCHANGE_RATES.ID, EXCHANGE_RATES.VERSION)
        .map(saved -> {
          replace(saved);
          return saved;
        });
  }

  /** Writes what is other than before, and nothing else. */
  private void replace(ExchangeRates rates) {
    MapDifference<LocalDate, BigDecimal> difference =
        Maps.difference(rates(rates.pair().id()), rates.rates());
    Set<LocalDate> gone = new HashSet<>(difference.entriesOnlyOnLeft().keySet());
    gone.addAll(difference.entriesDiffering().keySet());
    if (!gone.isEmpty()) {
      database
          .dsl()
          .deleteFrom(EXCHANGE_RATE)
          .where(EXCHANGE_RATE.RATES_ID.eq(rates.pair().id()))
          .and(EXCHANGE_RATE.FROM_DATE.eq(DSL.any(gone.toArray(LocalDate[]::new))))
          .execute();
    }
    ImmutableMap.Builder<LocalDate, BigDecimal> come = ImmutableMap.builder();
    come.putAll(difference.entriesOnlyOnRight());
    difference
        .entriesDiffering()
        .forEach((from, differing) -> come.put(from, differing.rightValue()));
    insert(rates, come.buildOrThrow());
  }

  private void insert(ExchangeRates rates, Map<LocalDate, BigDecimal> lines) {
    if (!lines.isEmpty()) {
      database
          .dsl()
          .batchInsert(
              lines.entrySet().stream()
                  .map(line ->
                      new ExchangeRateRecord(rates.pair().id(), line.getKey(), line.getValue()))
                  .toList())
          .execute();
    }
  }

  @Override
  public RateTable on(LocalDate day) {
    return new RateTable(
        day,
        latest(EXCHANGE_RATE.FROM_DATE.le(day)).entrySet().stream()
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> entry.getValue())));
  }

  /** Of each pair the latest rate of those that the condition leaves. */
  private Map<CurrencyPair, Quote> latest(Condition condition) {
    Field<LocalDate> last = max(EXCHANGE_RATE.FROM_DATE).as("last_date");
    Table<?> lasts =
        DSL.select(EXCHANGE_RATE.RATES_ID, last)
            .from(EXCHANGE_RATE)
            .where(condition)
            .groupBy(EXCHANGE_RATE.RATES_ID)
            .asTable("lasts");
    return database
        .dsl()
        .select(
            EXCHANGE_RATES.BASE, EXCHANGE_RATES.QUOTE, EXCHANGE_RATE.FROM_DATE, EXCHANGE_RATE.RATE)
        .from(lasts)
        .join(EXCHANGE_RATE)
        .on(EXCHANGE_RATE.RATES_ID.eq(lasts.field(EXCHANGE_RATE.RATES_ID)))
        .and(EXCHANGE_RATE.FROM_DATE.eq(lasts.field(last)))
        .join(EXCHANGE_RATES)
        .on(EXCHANGE_RATES.ID.eq(EXCHANGE_RATE.RATES_ID))
        .fetchMap(
            JooqExchangeRatesStore::pair,
            row ->
                new Quote(
                    row.get(EXCHANGE_RATE.FROM_DATE),
                    ExchangeRates.plain(row.get(EXCHANGE_RATE.RATE))));
  }

  @Override
  public List<Known> known() {
    Map<CurrencyPair, Quote> latest = latest(DSL.noCondition());
    Field<Integer> number = count(EXCHANGE_RATE.FROM_DATE).as("number");
    Field<LocalDate> first = min(EXCHANGE_RATE.FROM_DATE).as("first_date");
    return database
        .dsl()
        .select(EXCHANGE_RATES.BASE, EXCHANGE_RATES.QUOTE, number, first)
        .from(EXCHANGE_RATES)
        .leftJoin(EXCHANGE_RATE)
        .on(EXCHANGE_RATE.RATES_ID.eq(EXCHANGE_RATES.ID))
        .groupBy(EXCHANGE_RATES.BASE, EXCHANGE_RATES.QUOTE)
        .orderBy(EXCHANGE_RATES.BASE, EXCHANGE_RATES.QUOTE)
        .fetch(row -> new Known(pair(row), row.get(number), row.get(first), latest.get(pair(row))));
  }

  private static CurrencyPair pair(Record row) {
    return CurrencyPair.of(row.get(EXCHANGE_RATES.BASE), row.get(EXCHANGE_RATES.QUOTE));
  }

  private static ExchangeRatesRecord row(ExchangeRates rates) {
    ExchangeRatesRecord row = new ExchangeRatesRecord();
    row.setId(rates.pair().id());
    row.setVersion(rates.revision().version());
    row.setCreatedAt(rates.revision().createdAt());
    row.setUpdatedAt(rates.revision().updatedAt());
    row.setBase(rates.pair().base().getCurrencyCode());
    row.setQuote(rates.pair().quote().getCurrencyCode());
    return row;
  }
}

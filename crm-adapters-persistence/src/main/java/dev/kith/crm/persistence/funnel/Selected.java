package dev.kith.crm.persistence.funnel;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.funnel.FunnelReads.Slice;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.funnel.Worth.Part;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.kernel.Owned;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What is counted, in the words of the database. */
final class Selected {

  static final String OPEN = new OpportunityStatus.Open().name();

  private Selected() {}

  static Condition isVisible(Slice slice) {
    return OPPORTUNITY
        .DELETED_AT
        .isNull()
        .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, slice.visible()));
  }

  static Condition isHere(Slice slice) {
    return OPPORTUNITY.PIPELINE_ID.eq(slice.pipeline().value()).and(isVisible(slice));
  }

  static Condition isOpen(Slice slice) {
    return isHere(slice).and(OPPORTUNITY.STATUS.eq(OPEN));
  }

  static Condition isDecided(Slice slice) {
    return isHere(slice).and(OPPORTUNITY.STATUS.ne(OPEN)).and(isIn(slice, OPPORTUNITY.STAGE_SINCE));
  }

  /** Stays in its pipeline that began in its time. */
  static Condition began(Slice slice) {
    return OPPORTUNITY_STAY
        .PIPELINE_ID
        .eq(slice.pipeline().value())
        .and(isIn(slice, OPPORTUNITY_STAY.ENTERED_AT))
        .and(isVisible(slice));
  }

  static Condition isIn(Slice slice, Field<Instant> moment) {
    return (slice.from() == null ? noCondition() : moment.ge(slice.from()))
        .and(slice.before() == null ? noCondition() : moment.lt(slice.before()));
  }

  /** Full hours since 1970. */
  static Field<Long> hour(Field<Instant> moment) {
    return field(
        "cast(floor(extract(epoch from {0}) / 3600) as bigint)", SQLDataType.BIGINT, moment);
  }

  /** Full seconds since 1970. */
  static Field<Long> second(Field<Instant> moment) {
    return field("cast(floor(extract(epoch from {0})) as bigint)", SQLDataType.BIGINT, moment);
  }

  static <T> Field<T> of(Table<?> table, Field<T> field) {
    return Objects.requireNonNull(table.field(field));
  }

  static Part part(long opportunities, @Nullable BigDecimal sum, @Nullable String currency) {
    return new Part(
        opportunities,
        sum == null || currency == null ? null : new Money(sum, Currency.getInstance(currency)));
  }

  static @Nullable UserId owner(@Nullable UUID id) {
    return id == null ? null : new UserId(id);
  }
}

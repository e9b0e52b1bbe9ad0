package dev.kith.crm.persistence.intake.attribution;

import static dev.kith.crm.persistence.generated.Tables.LEAD_TOUCH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.persistence.generated.tables.records.LeadTouchRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

public final class JooqTouchStore implements TouchStore {

  private static final List<Field<?>> COLUMNS =
      List.of(
          LEAD_TOUCH.ID,
          LEAD_TOUCH.LEAD_ID,
          LEAD_TOUCH.TOUCH_KEY,
          LEAD_TOUCH.TOUCHED_AT,
          LEAD_TOUCH.RECORDED_AT,
          LEAD_TOUCH.UTM_SOURCE,
          LEAD_TOUCH.UTM_MEDIUM,
          LEAD_TOUCH.UTM_CAMPAIGN,
          LEAD_TOUCH.UTM_TERM,
          LEAD_TOUCH.UTM_CONTENT,
          LEAD_TOUCH.CLICK_IDS,
          LEAD_TOUCH.LANDING_PAGE,
          LEAD_TOUCH.REFERRER,
          LEAD_TOUCH.FLAWS);

  private final Database database;

  public JooqTouchStore(Database database) {
    this.database = database;
  }

  @Override
  public void addAll(List<Touch> touches) {
    try {
      Bulk.insert(database, LEAD_TOUCH, COLUMNS, touches, this::row);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "lead_touch_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public List<Touch> of(LeadId lead) {
    return database
        .dsl()
        .selectFrom(LEAD_TOUCH)
        .where(LEAD_TOUCH.LEAD_ID.eq(lead.value()))
        .fetch(this::touch);
  }

  @Override
  public List<Touch> of(Collection<LeadId> leads) {
    return database
        .dsl()
        .selectFrom(LEAD_TOUCH)
        .where(LEAD_TOUCH.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new))))
        .fetch(this::touch);
  }

  @Override
  public void removeAll(Collection<TouchId> touches) {
    database
        .dsl()
        .deleteFrom(LEAD_TOUCH)
        .where(LEAD_TOUCH.ID.eq(any(touches.stream().map(TouchId::value).toArray(UUID[]::new))))
        .execute();
  }

  @Override
  public List<TouchId> move(LeadId from, LeadId to) {
    Condition movable =
        LEAD_TOUCH
            .LEAD_ID
            .eq(from.value())
            .and(
                LEAD_TOUCH.TOUCH_KEY.notIn(
                    select(LEAD_TOUCH.TOUCH_KEY)
                        .from(LEAD_TOUCH)
                        .where(LEAD_TOUCH.LEAD_ID.eq(to.value()))));
    List<UUID> ids =
        database
            .dsl()
            .select(LEAD_TOUCH.ID)
            .from(LEAD_TOUCH)
            .where(movable)
            .orderBy(LEAD_TOUCH.ID)
            .fetch(LEAD_TOUCH.ID);
    give(ids, from, to);
    return ids.stream().map(TouchId::new).toList();
  }

  @Override
  public void moveBack(Collection<TouchId> touches, LeadId from, LeadId to) {
    give(touches.stream().map(TouchId::value).toList(), from, to);
  }

  private void give(List<UUID> ids, LeadId from, LeadId to) {
    database
        .dsl()
        .update(LEAD_TOUCH)
        .set(LEAD_TOUCH.LEAD_ID, to.value())
        .where(LEAD_TOUCH.ID.eq(any(ids.toArray(UUID[]::new))))
        .and(LEAD_TOUCH.LEAD_ID.eq(from.value()))
        .execute();
  }

  private @Nullable Object[] row(Touch touch) {
    TouchContent content = touch.content();
    Attribution campaign = content.campaign();
    return new @Nullable Object[] {
      touch.id().value(),
      touch.lead().value(),
      content.key(),
      content.at(),
      touch.recordedAt(),
      campaign.utmSource(),
      campaign.utmMedium(),
      campaign.utmCampaign(),
      campaign.utmTerm(),
      campaign.utmContent(),
      json(content.clickIds()),
      content.landingPage(),
      content.referrer(),
      json(content.flaws())
    };
  }

  private @Nullable String json(List<?> list) {
    return list.isEmpty() ? null : database.json().write(list);
  }

  private <T> List<T> list(@Nullable String json, Class<T> type) {
    return json == null ? List.of() : database.json().readList(json, type);
  }

  private Touch touch(LeadTouchRecord row) {
    return new Touch(
        new TouchId(row.getId()),
        new LeadId(row.getLeadId()),
        row.getRecordedAt(),
        new TouchContent(
            row.getTouchKey(),
            row.getTouchedAt(),
            new Attribution(
                null,
                row.getUtmSource(),
                row.getUtmMedium(),
                row.getUtmCampaign(),
                row.getUtmTerm(),
                row.getUtmContent()),
            list(row.getClickIds(), ClickId.class),
            row.getLandingPage(),
            row.getReferrer(),
            list(row.getFlaws(), Violation.class)));
  }
}

package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.persistence.generated.tables.records.OpportunityStayRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In which stages opportunities were while each went through several states. */
final class StaysOfCourses {

  private final Database database;
  private final List<OpportunityStayRecord> ended = new ArrayList<>();
  private final List<OpportunityStayRecord> begun = new ArrayList<>();

  StaysOfCourses(Database database) {
    this.database = database;
  }

  void write(List<Course<Opportunity>> courses) {
    Map<UUID, OpportunityStayRecord> present = present(Saving.changed(courses));
    courses.forEach(course -> follow(course.states(), present.get(course.last().id().value())));
    if (!ended.isEmpty()) {
      database
          .dsl()
          .batch(
              ended.stream()
                  .map(stay ->
                      database
                          .dsl()
                          .update(OPPORTUNITY_STAY)
                          .set(OPPORTUNITY_STAY.LEFT_AT, stay.getLeftAt())
                          .where(OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(stay.getOpportunityId()))
                          .and(OPPORTUNITY_STAY.NUMBER.eq(stay.getNumber())))
                  .toList())
          .execute();
    }
    Bulk.insert(
        database, OPPORTUNITY_STAY, List.of(OPPORTUNITY_STAY.fields()), begun, Bulk::values);
  }

  private Map<UUID, OpportunityStayRecord> present(List<Course<Opportunity>> stored) {
    return stored.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .selectFrom(OPPORTUNITY_STAY)
            .where(
                OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(
                    any(stored.stream().map(c -> c.last().id().value()).toArray(UUID[]::new))))
            .and(OPPORTUNITY_STAY.LEFT_AT.isNull())
            .fetchMap(OPPORTUNITY_STAY.OPPORTUNITY_ID);
  }

  private void follow(List<Opportunity> states, @Nullable OpportunityStayRecord present) {
    OpportunityStayRecord stay = present;
    for (Opportunity state : states) {
      if (stay != null && isIn(stay, state)) {
        continue;
      }
      int number = 1;
      if (stay != null) {
        number = stay.getNumber() + 1;
        stay.setLeftAt(state.since());
        if (stay.equals(present)) {
          ended.add(stay);
        }
      }
      stay =
          new OpportunityStayRecord(
              state.id().value(),
              number,
              state.pipeline().value(),
              state.stage(),
              state.since(),
              null);
      begun.add(stay);
    }
  }

  private static boolean isIn(OpportunityStayRecord stay, Opportunity state) {
    return stay.getStageKey().equals(state.stage())
        && stay.getPipelineId().equals(state.pipeline().value());
  }
}

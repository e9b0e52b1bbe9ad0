package dev.kith.crm.application.automation;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import java.util.List;
import java.util.function.Predicate;

/**
 * A firing as people read it.
 *
 * @param ruleName as the rule is called now
 */
public record FiringView(Firing firing, String ruleName) {

  private static final Field<FiringView> ID = Field.of("id", "Id", Type.ID, v -> v.firing().id());

  /** The fields by which firings are listed. */
  public static final FieldCatalogue<FiringView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("at", true),
          List.of(
              ID,
              Field.<FiringView>of("at", "When", Type.INSTANT, v -> v.firing().at()).sorted(),
              Field.of("rule", "Rule", Type.ID, v -> v.firing().rule().value()),
              Field.<FiringView>of("ruleName", "Rule name", Type.TEXT, FiringView::ruleName)
                  .shownOnly(),
              Field.of("ruleVersion", "Rule version", Type.NUMBER, v -> v.firing().number()),
              Field.of("recordType", "Kind of record", Type.TEXT, v -> v.firing().record().type()),
              Field.of("recordId", "Record", Type.ID, v -> v.firing().record().id()),
              Field.of("event", "Event", Type.ID, v -> v.firing().event()),
              Field.of("eventType", "Event type", Type.TEXT, v -> v.firing().eventType()),
              Field.choice(
                  "outcome", "Outcome", Firing.Result.class, v -> v.firing().outcome().name()),
              Field.<FiringView>of("reason", "Reason", Type.TEXT, v -> v.firing().reason())
                  .shownOnly(),
              Field.of("code", "Code", Type.TEXT, v -> v.firing().code())));

  /** The same without the facts of these names. */
  FiringView without(Predicate<String> hidden) {
    return new FiringView(firing.without(hidden), ruleName);
  }
}

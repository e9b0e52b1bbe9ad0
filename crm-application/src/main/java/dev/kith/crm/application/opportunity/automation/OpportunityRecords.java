package dev.kith.crm.application.opportunity.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opportunities, by the fields of their lists, with what their events tell. */
public final class OpportunityRecords implements RecordKind {

  /** As in the subjects of events. */
  public static final String TYPE = "opportunity";

  private static final Map<String, String> EVENTS =
      ImmutableMap.<String, String>builder()
          .put("opportunity.created.v1", "An opportunity is created")
          .put("opportunity.edited.v1", "Fields of an opportunity are changed")
          .put("opportunity.assigned.v1", "An opportunity gets another owner")
          .put("opportunity.lines-replaced.v1", "The lines of an opportunity are replaced")
          .put(
              "opportunity.competitors-replaced.v1",
              "The competitors of an opportunity are replaced")
          .put("opportunity.noted.v1", "A note is written on an opportunity")
          .put("opportunity.moved.v1", "An opportunity comes to another stage")
          .put("opportunity.won.v1", "An opportunity is won")
          .put("opportunity.lost.v1", "An opportunity is lost")
          .put("opportunity.reopened.v1", "An opportunity is reopened")
          .put("opportunity.deleted.v1", "An opportunity is put into the bin")
          .put("opportunity.restored.v1", "An opportunity comes out of the bin")
          .buildOrThrow();

  private static final List<Fact> FACTS =
      ImmutableList.<Fact>builder()
          .addAll(
              OpportunityFields.CATALOGUE.fields().stream()
                  .map(OpportunityRecords::fact)
                  .collect(toImmutableList()))
          .add(
              Fact.of("event.text", "Of a note: what it says", Fact.Type.TEXT),
              Fact.of("event.from", "Of a stage, an owner: the one before", Fact.Type.TEXT),
              Fact.of("event.to", "Of a stage, an owner: the new one", Fact.Type.TEXT),
              Fact.of("event.reason", "Of what is lost: why", Fact.Type.TEXT))
          .build();

  private static final String ID = OpportunityFields.CATALOGUE.id().name();

  private final OpportunityReads opportunities;

  public OpportunityRecords(OpportunityReads opportunities) {
    this.opportunities = opportunities;
  }

  /** Conditions know whole numbers only, and no days: these are texts such as 2026-03-31. */
  private static Fact fact(Field<OpportunityView> field) {
    String name = TYPE + "." + field.name();
    return switch (field.type()) {
      case DECIMAL ->
          Fact.of(name, field.label() + ", in whole units of its currency", Fact.Type.NUMBER);
      case DATE -> Fact.of(name, field.label() + ", such as 2026-03-31", Fact.Type.TEXT);
      case ID, TEXT, NUMBER, INSTANT, BOOLEAN, CHOICE, TEXTS, IDS, TEXTS_BY_NAME ->
          Fact.of(TYPE, field);
    };
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String label() {
    return "Opportunity";
  }

  @Override
  public Map<String, String> events() {
    return EVENTS;
  }

  @Override
  public List<Fact> facts() {
    return FACTS;
  }

  @Override
  public Map<UUID, State> states(Collection<UUID> ids) {
    return opportunities
        .findAll(ids.stream().map(OpportunityId::new).toList(), new Visibility.All())
        .stream()
        .collect(ImmutableMap.toImmutableMap(v -> v.id().value(), OpportunityRecords::state));
  }

  @Override
  public List<UUID> after(@Nullable UUID last, int limit) {
    ListQuery query =
        ListQuery.all(OpportunityFields.CATALOGUE)
            .sortedBy(new SortKey(ID, false))
            .limitedTo(limit);
    return opportunities
        .page(
            last == null
                ? query
                : query.where(new Filter.Compare(ID, Filter.Op.GT, List.of((Object) last))),
            new Visibility.All())
        .items()
        .stream()
        .map(opportunity -> opportunity.id().value())
        .toList();
  }

  private static State state(OpportunityView view) {
    return new State(known(view), view.where().stage() + "@" + view.where().since(), view.owner());
  }

  private static Map<String, Object> known(OpportunityView view) {
    ImmutableMap.Builder<String, Object> known = ImmutableMap.builder();
    for (Field<OpportunityView> field : OpportunityFields.CATALOGUE.fields()) {
      Object value = field.value().apply(view);
      if (value != null) {
        known.put(
            TYPE + "." + field.name(),
            switch (field.type()) {
              case ID, DATE -> value.toString();
              case IDS -> Fact.ids(value);
              case DECIMAL -> ((BigDecimal) value).setScale(0, RoundingMode.DOWN).longValueExact();
              case TEXT, NUMBER, INSTANT, BOOLEAN, CHOICE, TEXTS, TEXTS_BY_NAME -> value;
            });
      }
    }
    return known.buildOrThrow();
  }

  @Override
  public Map<String, Object> told(DomainEvent event) {
    Map<String, Object> told = new LinkedHashMap<>();
    switch (event) {
      case OpportunityEvent.Edited edited -> told.put("changed", edited.changed());
      case OpportunityEvent.LinesReplaced replaced -> told.put("changed", List.of("lines"));
      case OpportunityEvent.Noted noted -> told.put("event.text", noted.text());
      case OpportunityEvent.Assigned assigned -> {
        told.put("changed", List.of("owner"));
        put(told, "event.from", assigned.from());
        put(told, "event.to", assigned.to());
      }
      case OpportunityEvent.Moved moved -> {
        told.put("changed", List.of("stage"));
        put(told, "event.from", moved.from());
        put(told, "event.to", moved.to());
      }
      case OpportunityEvent.Lost lost -> put(told, "event.reason", lost.reason());
      default -> {
        // The type of the others tells all there is to tell.
      }
    }
    return told;
  }

  private static void put(Map<String, Object> told, String name, @Nullable Object value) {
    if (value != null) {
      told.put(name, value.toString());
    }
  }
}

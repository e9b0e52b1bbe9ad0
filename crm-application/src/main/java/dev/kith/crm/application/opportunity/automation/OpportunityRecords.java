package dev.kith.crm.application.opportunity.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordFacts;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
          .addAll(RecordFacts.of(TYPE, OpportunityFields.CATALOGUE))
          .add(
              Fact.of("event.text", "Of a note: what it says", Fact.Type.TEXT),
              Fact.of("event.from", "Of a stage, an owner: the one before", Fact.Type.TEXT),
              Fact.of("event.to", "Of a stage, an owner: the new one", Fact.Type.TEXT),
              Fact.of("event.reason", "Of what is lost: why", Fact.Type.TEXT))
          .build();

  private final OpportunityReads opportunities;
  private final Function<Collection<OpportunityId>, List<OpportunityView>> views;

  /**
   * @param views opportunities by id, with what their accounts are called
   */
  public OpportunityRecords(
      OpportunityReads opportunities,
      Function<Collection<OpportunityId>, List<OpportunityView>> views) {
    this.opportunities = opportunities;
    this.views = views;
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
  public String plural() {
    return "Opportunities";
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
    return views.apply(ids.stream().map(OpportunityId::new).toList()).stream()
        .collect(ImmutableMap.toImmutableMap(v -> v.id().value(), OpportunityRecords::state));
  }

  @Override
  public List<UUID> after(@Nullable UUID last, int limit) {
    return RecordFacts.after(
        OpportunityFields.CATALOGUE,
        query -> opportunities.page(query, new Visibility.All()),
        last,
        limit);
  }

  private static State state(OpportunityView view) {
    return new State(
        RecordFacts.known(TYPE, OpportunityFields.CATALOGUE, view),
        view.where().stage() + "@" + view.where().since(),
        view.owner());
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
        RecordFacts.put(told, "event.from", assigned.from());
        RecordFacts.put(told, "event.to", assigned.to());
      }
      case OpportunityEvent.Moved moved -> {
        told.put("changed", List.of("stage"));
        RecordFacts.put(told, "event.from", moved.from());
        RecordFacts.put(told, "event.to", moved.to());
      }
      case OpportunityEvent.Lost lost -> RecordFacts.put(told, "event.reason", lost.reason());
      default -> {
        // The type of the others tells all there is to tell.
      }
    }
    return told;
  }
}

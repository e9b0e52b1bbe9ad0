package dev.kith.crm.application.lead.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordFacts;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.Tag;
import dev.kith.crm.domain.scoring.ledger.ScoreNews;
import dev.kith.crm.domain.scoring.ledger.Standing;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads, by the fields of their lists, with what their events tell. */
public final class LeadRecords implements RecordKind {

  static final String TYPE = "lead";

  private static final Map<String, String> EVENTS =
      ImmutableMap.<String, String>builder()
          .put("lead.captured.v1", "A lead comes in")
          .put("lead.edited.v1", "Fields of a lead are changed")
          .put("lead.assigned.v1", "A lead gets another owner")
          .put("lead.noted.v1", "A note is written on a lead")
          .put("lead.tagged.v1", "A lead gets tags")
          .put("lead.untagged.v1", "Tags are taken from a lead")
          .put("lead.work-started.v1", "Somebody begins to work on a lead")
          .put("lead.nurturing-started.v1", "A lead is to be nurtured")
          .put("lead.qualified.v1", "A lead is qualified")
          .put("lead.disqualified.v1", "A lead is disqualified")
          .put("lead.recycled.v1", "A lead is put aside for a while")
          .put("lead.reawakened.v1", "A lead that was put aside is new again")
          .put("lead.deleted.v1", "A lead is put into the bin")
          .put("lead.restored.v1", "A lead comes out of the bin")
          .put("lead.converted.v1", "A lead becomes an account or a contact")
          .put("lead.conversion-undone.v1", "A conversion is undone")
          .put("lead.merged.v1", "Leads are merged into one")
          .put("lead.merge-undone.v1", "A merge of leads is undone")
          .put("lead.touched.v1", "A touch of a lead is recorded")
          .put("lead.touches-taken-back.v1", "Touches of a lead are taken back")
          .put("lead.consent-recorded.v1", "A lead says something of being contacted")
          .put("lead.engaged.v1", "A lead opens, clicks, visits or answers")
          .put("lead.enriched.v1", "More is found out about a lead")
          .put("score.threshold-crossed.v1", "The engagement of a lead crosses a threshold")
          .buildOrThrow();

  /** What there is to know of a lead itself. */
  public static final List<Fact> OF_LEAD =
      LeadFields.CATALOGUE.fields().stream().map(f -> Fact.of(TYPE, f)).toList();

  private static final List<Fact> FACTS =
      ImmutableList.<Fact>builder()
          .addAll(OF_LEAD)
          .add(
              Fact.of("event.text", "Of a note: what it says", Fact.Type.TEXT),
              Fact.of("event.from", "Of a new owner: the one before", Fact.Type.TEXT),
              Fact.of("event.to", "Of a new owner: the new one", Fact.Type.TEXT),
              Fact.of("event.until", "Of putting aside: until when", Fact.Type.INSTANT),
              Fact.of("event.threshold", "Of a crossing: which threshold", Fact.Type.TEXT),
              new Fact(
                  "event.direction",
                  "Of a crossing: which way",
                  Fact.Type.TEXT,
                  Arrays.stream(Standing.Direction.values()).map(Enum::name).toList()),
              Fact.of("event.score", "Of a crossing: the engagement score", Fact.Type.NUMBER),
              Fact.of(
                  "event.tags",
                  "Of tags: those that came or went, in small letters",
                  Fact.Type.TEXTS))
          .build();

  private final LeadReads leads;

  public LeadRecords(LeadReads leads) {
    this.leads = leads;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String label() {
    return "Lead";
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
    return leads.findAll(ids.stream().map(LeadId::new).toList(), new Visibility.All()).stream()
        .collect(ImmutableMap.toImmutableMap(v -> v.id().value(), LeadRecords::state));
  }

  @Override
  public List<UUID> after(@Nullable UUID last, int limit) {
    return RecordFacts.after(
        LeadFields.CATALOGUE, query -> leads.page(query, new Visibility.All()), last, limit);
  }

  private static State state(LeadView view) {
    return new State(known(view), view.status().name() + "@" + view.status().since(), view.owner());
  }

  /** What is known of a lead, of the {@linkplain #OF_LEAD facts} of leads. */
  public static Map<String, Object> known(LeadView view) {
    ImmutableMap.Builder<String, Object> facts = ImmutableMap.builder();
    for (Field<LeadView> field : LeadFields.CATALOGUE.fields()) {
      Object value = field.value().apply(view);
      if (value != null) {
        facts.put(TYPE + "." + field.name(), compared(field, value));
      }
    }
    return facts.buildOrThrow();
  }

  /** Tags and names are known in small letters, as conditions compare letter by letter. */
  private static Object compared(Field<LeadView> field, Object value) {
    return switch (field.type()) {
      case ID -> value.toString();
      case IDS -> Fact.ids(value);
      case TEXTS -> ((List<?>) value).stream().map(tag -> Tag.keyOf((String) tag)).toList();
      case TEXTS_BY_NAME -> {
        ImmutableMap.Builder<String, Object> byKey = ImmutableMap.builder();
        ((Map<?, ?>) value)
            .forEach((name, text) -> byKey.put(CustomField.keyOf((String) name), text));
        yield byKey.buildOrThrow();
      }
      case TEXT, NUMBER, DECIMAL, INSTANT, DATE, BOOLEAN, CHOICE -> value;
    };
  }

  @Override
  public Map<String, Object> told(DomainEvent event) {
    Map<String, Object> told = new LinkedHashMap<>();
    switch (event) {
      case LeadEvent.Edited edited -> told.put("changed", edited.changed());
      case LeadEvent.Tagged tagged -> tags(told, tagged.tags());
      case LeadEvent.Untagged untagged -> tags(told, untagged.tags());
      case LeadEvent.Noted noted -> told.put("event.text", noted.text());
      case LeadEvent.Recycled recycled -> told.put("event.until", recycled.until());
      case ScoreNews.ThresholdCrossed crossed -> {
        told.put("event.threshold", crossed.threshold());
        told.put("event.direction", crossed.direction().name());
        told.put("event.score", (long) crossed.score());
      }
      case LeadEvent.Assigned assigned -> {
        told.put("changed", List.of("owner"));
        RecordFacts.put(told, "event.from", assigned.from());
        RecordFacts.put(told, "event.to", assigned.to());
      }
      default -> {
        // The type of the others tells all there is to tell.
      }
    }
    return told;
  }

  private static void tags(Map<String, Object> told, List<String> tags) {
    told.put("changed", List.of(LeadField.TAGS.code()));
    told.put("event.tags", tags.stream().map(Tag::keyOf).toList());
  }
}

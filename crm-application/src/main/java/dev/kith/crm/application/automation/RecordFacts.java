package dev.kith.crm.application.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records as rules see them: by the fields of their lists. */
public final class RecordFacts {

  private RecordFacts() {}

  /** What conditions can ask for of the records of a list, each by a name such as lead.company. */
  public static List<Fact> of(String type, FieldCatalogue<?> catalogue) {
    return catalogue.fields().stream().map(field -> fact(type, field)).collect(toImmutableList());
  }

  /** Conditions know whole numbers only, and no days: these are texts such as 2026-03-31. */
  private static Fact fact(String type, Field<?> field) {
    String name = type + "." + field.name();
    return switch (field.type()) {
      case DECIMAL ->
          Fact.of(name, field.label() + ", in whole units of its currency", Fact.Type.NUMBER);
      case DATE -> Fact.of(name, field.label() + ", such as 2026-03-31", Fact.Type.TEXT);
      case ID, TEXT, NUMBER, INSTANT, BOOLEAN, CHOICE, TEXTS, IDS, TEXTS_BY_NAME ->
          Fact.of(type, field);
    };
  }

  /** What is known of a record, of the facts of its list. */
  public static <V> Map<String, Object> known(String type, FieldCatalogue<V> catalogue, V view) {
    ImmutableMap.Builder<String, Object> known = ImmutableMap.builder();
    for (Field<V> field : catalogue.fields()) {
      Object value = field.value().apply(view);
      if (value != null) {
        known.put(
            type + "." + field.name(),
            switch (field.type()) {
              case ID, DATE -> value.toString();
              case IDS -> Fact.ids(value);
              case DECIMAL -> ((BigDecimal) value).setScale(0, RoundingMode.DOWN).longValueExact();
              case TEXTS -> small((List<?>) value);
              case TEXT, NUMBER, INSTANT, BOOLEAN, CHOICE, TEXTS_BY_NAME -> value;
            });
      }
    }
    return known.buildOrThrow();
  }

  private static List<String> small(List<?> texts) {
    return texts.stream().map(text -> text.toString().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The ids of the records of a list, in one order.
   *
   * @param last only those behind this one; null from the beginning
   */
  public static <V> List<UUID> after(
      FieldCatalogue<V> catalogue,
      Function<ListQuery, Page<V>> pages,
      @Nullable UUID last,
      int limit) {
    Field<V> id = catalogue.id();
    ListQuery query =
        ListQuery.all(catalogue).sortedBy(new SortKey(id.name(), false)).limitedTo(limit);
    return pages
        .apply(
            last == null
                ? query
                : query.where(new Filter.Compare(id.name(), Filter.Op.GT, List.of((Object) last))))
        .items()
        .stream()
        .map(view -> (UUID) Objects.requireNonNull(id.value().apply(view)))
        .toList();
  }

  /** Adds what an event tells, if it does. */
  public static void put(Map<String, Object> told, String name, @Nullable Object value) {
    if (value != null) {
      told.put(name, value.toString());
    }
  }
}

package dev.kith.crm.application.list;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The fields of a view, in the order in which they are shown. The id field breaks ties in every
 * order.
 *
 * @param <V> the view
 */
public final class FieldCatalogue<V> {

  private final Map<String, Field<V>> fields;
  private final Field<V> id;
  private final SortKey usual;

  private FieldCatalogue(Map<String, Field<V>> fields, Field<V> id, SortKey usual) {
    this.fields = fields;
    this.id = id;
    this.usual = usual;
  }

  /**
   * @param id the field that is unique; it must be among the fields
   * @param usual the order where nobody asks for one
   */
  public static <V> FieldCatalogue<V> of(Field<V> id, SortKey usual, List<Field<V>> fields) {
    ImmutableMap.Builder<String, Field<V>> byName = ImmutableMap.builder();
    fields.forEach(f -> byName.put(f.name(), f));
    return new FieldCatalogue<>(byName.buildOrThrow(), id, usual);
  }

  public Collection<Field<V>> fields() {
    return fields.values();
  }

  public Field<V> id() {
    return id;
  }

  public SortKey usualOrder() {
    return usual;
  }

  public Optional<Field<V>> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * @throws IllegalArgumentException if there is no such field: names from outside go through
   *     {@link #find}
   */
  public Field<V> get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no field " + name));
  }

  public List<String> names(Predicate<Field<V>> wanted) {
    return fields.values().stream().filter(wanted).map(Field::name).toList();
  }

  /**
   * The catalogue without some fields: for somebody from whom they are hidden, so that they cannot
   * be probed either.
   */
  public FieldCatalogue<V> without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new FieldCatalogue<>(
            fields.entrySet().stream()
                .filter(e -> !hidden.contains(e.getKey()))
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)),
            id,
            hidden.contains(usual.field()) ? new SortKey(id.name(), true) : usual);
  }
}

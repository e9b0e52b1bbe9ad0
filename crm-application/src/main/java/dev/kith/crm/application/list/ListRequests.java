package dev.kith.crm.application.list;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.ListQuery.Bin;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list query from named parameters, as they stand in a URL: {@code filter}, {@code q},
 * {@code sort}, {@code fields}, {@code limit}, {@code cursor}, {@code count} and {@code bin}.
 */
public final class ListRequests {

  /** The parameters that a list takes. */
  public static final List<String> PARAMETERS =
      ImmutableList.of("filter", "q", "sort", "fields", "limit", "cursor", "count", "bin");

  private static final int LONGEST_SEARCH = 200;
  private static final int MOST_SORT_KEYS = 3;
  private static final Splitter COMMAS = Splitter.on(',').trimResults();

  private final FieldCatalogue<?> catalogue;
  private final Map<String, String> parameters;
  private final Checks checks = new Checks();

  private ListRequests(FieldCatalogue<?> catalogue, Map<String, String> parameters) {
    this.catalogue = catalogue;
    this.parameters = parameters;
  }

  /**
   * Refused with {@code invalid}, all problems at once; each points to its parameter. A parameter
   * that is unknown is one of them: a misspelt filter that is silently ignored shows the wrong
   * records.
   *
   * @param signingKey of the storage, see {@link Cursors}
   */
  public static Outcome<ListQuery> parse(
      FieldCatalogue<?> catalogue, Map<String, String> parameters, byte[] signingKey) {
    return new ListRequests(catalogue, parameters).query(signingKey);
  }

  private Outcome<ListQuery> query(byte[] signingKey) {
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        checks.add(
            name,
            "unknown-parameter",
            "There is no parameter " + name + "." + Suggestions.didYouMean(name, PARAMETERS));
      }
    }
    Filter filter =
        take(
            FilterParser.parse(catalogue, parameters.getOrDefault("filter", "")),
            Filter.everything());
    List<SortKey> sort = sort();
    String search = checks.text("q", parameters.get("q"), LONGEST_SEARCH, false);
    Set<String> fields = fields();
    int limit = limit();
    boolean counted = counted();
    Bin bin = bin();
    Cursor cursor = cursor(sort, signingKey);
    return checks.orRefuse(
        () -> new ListQuery(filter, search, bin, sort, fields, limit, cursor, counted));
  }

  private <T> T take(Outcome<T> outcome, T otherwise) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> {
        checks.addAll(refusal.violations());
        yield otherwise;
      }
    };
  }

  private List<SortKey> sort() {
    String text = parameters.get("sort");
    if (text == null || text.isBlank()) {
      return List.of(catalogue.usualOrder());
    }
    List<SortKey> keys = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String part : COMMAS.split(text)) {
      boolean descending = part.startsWith("-");
      String name = descending ? part.substring(1) : part;
      if (catalogue.find(name).filter(Field::sortable).isEmpty()) {
        List<String> sortable = catalogue.names(Field::sortable);
        checks.add(
            "sort",
            "unknown-field",
            "Lists cannot be sorted by "
                + name
                + ", only by "
                + String.join(", ", sortable)
                + "."
                + Suggestions.didYouMean(name, sortable));
      } else if (!seen.add(name)) {
        checks.add("sort", "doubled", "The field " + name + " stands twice in the order.");
      }
      keys.add(new SortKey(name, descending));
    }
    if (keys.size() > MOST_SORT_KEYS) {
      checks.add("sort", "too-many", "Lists are sorted by at most " + MOST_SORT_KEYS + " fields.");
    }
    return keys;
  }

  private Set<String> fields() {
    String text = parameters.get("fields");
    if (text == null || text.isBlank()) {
      return Set.of();
    }
    Set<String> names = ImmutableSet.copyOf(COMMAS.split(text));
    for (String name : names) {
      if (catalogue.find(name).isEmpty()) {
        checks.add(
            "fields",
            "unknown-field",
            "There is no field "
                + name
                + "."
                + Suggestions.didYouMean(name, catalogue.names(f -> true)));
      }
    }
    return names;
  }

  private int limit() {
    String text = parameters.get("limit");
    if (text == null) {
      return ListQuery.USUAL_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= ListQuery.LARGEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same complaint as a number that is out of range.
    }
    checks.add(
        "limit",
        "out-of-range",
        "The limit is a number from 1 to " + ListQuery.LARGEST_LIMIT + ".");
    return ListQuery.USUAL_LIMIT;
  }

  private boolean counted() {
    String text = parameters.get("count");
    if (text == null) {
      return false;
    }
    if (!text.equals("exact")) {
      checks.add("count", "not-one-of", "The only count there is is \"exact\".");
    }
    return true;
  }

  private Bin bin() {
    String text = parameters.getOrDefault("bin", "live");
    return switch (text) {
      case "live" -> Bin.LIVE;
      case "deleted" -> Bin.DELETED;
      case "both" -> Bin.BOTH;
      default -> {
        checks.add("bin", "not-one-of", "The bin is live, deleted or both.");
        yield Bin.LIVE;
      }
    };
  }

  private @Nullable Cursor cursor(List<SortKey> sort, byte[] signingKey) {
    String text = parameters.get("cursor");
    return text == null || text.isEmpty() ? null : takeCursor(Cursors.read(text, sort, signingKey));
  }

  private @Nullable Cursor takeCursor(Outcome<Cursor> outcome) {
    return switch (outcome) {
      case Outcome.Done<Cursor>(var cursor) -> cursor;
      case Outcome.Refused<Cursor>(var refusal) -> {
        checks.addAll(refusal.violations());
        yield null;
      }
    };
  }
}

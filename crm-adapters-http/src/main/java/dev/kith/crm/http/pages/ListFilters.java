package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The filters of a list's form, put together to a query as lists know it. */
public final class ListFilters {

  private static final String[] AS_THEY_ARE = {"q", "sort", "bin", "cursor"};

  private final List<String> filters = new ArrayList<>();

  /** Nothing where the text is empty. */
  public ListFilters equal(String field, String text) {
    if (!text.isEmpty()) {
      filters.add(field + " eq '" + text.replace("'", "''") + "'");
    }
    return this;
  }

  /** At a moment or before it; nothing where it is empty. */
  public ListFilters until(String field, String moment) {
    if (!moment.isEmpty()) {
      filters.add(field + " le " + moment);
    }
    return this;
  }

  /**
   * @param said {@code me}, {@code nobody}, the id of a user, or empty for anybody
   */
  public ListFilters owner(String said, UserId me) {
    if (said.equals("nobody")) {
      filters.add("owner isNull");
      return this;
    }
    return equal("owner", said.equals("me") ? me.toString() : said);
  }

  /** With the search, the order, the bin and the cursor that the address says. */
  public Map<String, String> parameters(ListAddress address) {
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    if (!filters.isEmpty()) {
      parameters.put("filter", String.join(" and ", filters));
    }
    for (String name : AS_THEY_ARE) {
      if (!address.get(name).isEmpty()) {
        parameters.put(name, address.get(name));
      }
    }
    return parameters.buildOrThrow();
  }
}

package dev.kith.crm.http.lead;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.domain.access.UserId;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What the list of leads shows, as its address says it: whoever opens the same address sees the
 * same list. Empty means "any".
 *
 * @param owner a user's id, {@code me} or {@code nobody}
 * @param sort as in the API, {@code -createdAt}
 * @param columns the columns besides the name
 * @param bin {@code deleted} for the bin, empty for the living
 */
record LeadListState(
    String q,
    String status,
    String owner,
    String source,
    String country,
    String tag,
    String sort,
    List<String> columns,
    String bin,
    String cursor) {

  static final List<String> USUAL_COLUMNS =
      ImmutableList.of("company", "status", "owner", "country", "score", "createdAt");

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  /** All leads. */
  static final LeadListState UNFILTERED =
      new LeadListState("", "", "", "", "", "", "", USUAL_COLUMNS, "", "");

  LeadListState {
    columns = ImmutableList.copyOf(columns);
  }

  static LeadListState of(Context ctx) {
    List<String> columns = new ArrayList<>();
    ctx.queryParams("column").forEach(c -> columns.addAll(COMMAS.splitToList(c)));
    return new LeadListState(
        text(ctx, "q"),
        text(ctx, "status"),
        text(ctx, "owner"),
        text(ctx, "source"),
        text(ctx, "country"),
        text(ctx, "tag"),
        text(ctx, "sort"),
        columns.isEmpty() ? USUAL_COLUMNS : columns.stream().distinct().toList(),
        text(ctx, "bin"),
        text(ctx, "cursor"));
  }

  /** The same as the API's parameters. */
  Map<String, String> parameters(UserId me) {
    Map<String, String> parameters = new HashMap<>();
    StringJoiner filter = new StringJoiner(" and ");
    equal(filter, "status", status);
    equal(filter, "source", source);
    equal(filter, "country", country);
    equal(filter, "tags", tag);
    switch (owner) {
      case "" -> {}
      case "me" -> equal(filter, "owner", me.toString());
      case "nobody" -> filter.add("owner isNull");
      default -> equal(filter, "owner", owner);
    }
    put(parameters, "filter", filter.toString());
    put(parameters, "q", q);
    put(parameters, "sort", sort);
    put(parameters, "bin", bin);
    put(parameters, "cursor", cursor);
    return parameters;
  }

  boolean isFiltered() {
    return !(q + status + owner + source + country + tag).isBlank();
  }

  boolean showsUsualColumns() {
    return columns.equals(USUAL_COLUMNS);
  }

  boolean showsBin() {
    return bin.equals("deleted");
  }

  LeadListState sortedBy(String newSort) {
    return new LeadListState(q, status, owner, source, country, tag, newSort, columns, bin, "");
  }

  LeadListState at(@Nullable String newCursor) {
    return new LeadListState(
        q,
        status,
        owner,
        source,
        country,
        tag,
        sort,
        columns,
        bin,
        newCursor == null ? "" : newCursor);
  }

  LeadListState unfiltered() {
    return new LeadListState("", "", "", "", "", "", sort, columns, bin, "");
  }

  LeadListState tagged(String newTag) {
    return new LeadListState(q, status, owner, source, country, newTag, sort, columns, bin, "");
  }

  LeadListState in(String newBin) {
    return new LeadListState(q, status, owner, source, country, tag, sort, columns, newBin, "");
  }

  LeadListState withoutFilter(String name) {
    return new LeadListState(
        name.equals("q") ? "" : q,
        name.equals("status") ? "" : status,
        name.equals("owner") ? "" : owner,
        name.equals("source") ? "" : source,
        name.equals("country") ? "" : country,
        name.equals("tag") ? "" : tag,
        sort,
        columns,
        bin,
        "");
  }

  String href() {
    return href("/leads");
  }

  String href(String path) {
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameter(query, "q", q);
    parameter(query, "status", status);
    parameter(query, "owner", owner);
    parameter(query, "source", source);
    parameter(query, "country", country);
    parameter(query, "tag", tag);
    parameter(query, "sort", sort);
    if (!showsUsualColumns()) {
      parameter(query, "column", String.join(",", columns));
    }
    parameter(query, "bin", bin);
    parameter(query, "cursor", cursor);
    return path + query;
  }

  /** Where all that it finds are converted at once. */
  String convertAll(UserId me) {
    Map<String, String> parameters = parameters(me);
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    parameter(query, "filter", parameters.getOrDefault("filter", ""));
    parameter(query, "q", q);
    return "/conversions/batches/new" + query;
  }

  private static void parameter(StringJoiner query, String name, String text) {
    if (!text.isEmpty()) {
      query.add(name + "=" + UrlEscapers.urlFormParameterEscaper().escape(text));
    }
  }

  private static void equal(StringJoiner filter, String field, String text) {
    if (!text.isEmpty()) {
      filter.add(field + " eq '" + text.replace("'", "''") + "'");
    }
  }

  private static void put(Map<String, String> parameters, String name, String text) {
    if (!text.isEmpty()) {
      parameters.put(name, text);
    }
  }

  private static String text(Context ctx, String name) {
    String text = ctx.queryParam(name);
    return text == null ? "" : text.strip();
  }
}

package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Maps;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists: the same parameters, the same paging, for every feature. */
public final class Lists {

  private Lists() {}

  /** The parameters that a list of this catalogue takes. */
  public static List<Route.Parameter> parameters(FieldCatalogue<?> catalogue) {
    return List.of(
        parameter(
            "filter",
            Shape.text(4_000),
            "Which records, such as status eq 'NEW' and createdAt ge 2026-01-01T00:00:00Z. Fields: "
                + names(catalogue, Field::filterable)),
        parameter("q", Shape.text(200), "Fragments that must all be found in the record"),
        parameter(
            "sort",
            Shape.text(200),
            "Up to three fields, - for descending. Fields: " + names(catalogue, Field::sortable)),
        parameter(
            "fields",
            Shape.text(4_000),
            "Which fields to answer, separated by commas; usually all"),
        parameter(
            "limit",
            Shape.whole(1, ListQuery.LARGEST_LIMIT),
            "Largest number of records; usually " + ListQuery.USUAL_LIMIT),
        parameter("cursor", Shape.text(8_000), "Where the page before ended: its nextCursor"),
        parameter(
            "count", Shape.choice("exact"), "Also tell how many records there are on all pages"),
        parameter(
            "bin",
            Shape.choice("live", "deleted", "both"),
            "Whether deleted records are listed; usually live"));
  }

  /**
   * The same without those that mean nothing for this list, such as {@code bin} where nothing is
   * restored: what would be ignored is refused as unknown.
   */
  public static List<Route.Parameter> parametersBut(
      FieldCatalogue<?> catalogue, String... without) {
    List<String> left = List.of(without);
    return parameters(catalogue).stream().filter(p -> !left.contains(p.name())).toList();
  }

  /** The form of a page. */
  public static Shape.Fields pageOf(String name, Shape item) {
    return Shape.fields(
        name,
        Shape.required("items", Shape.listOf(item), "The records, in the order asked for"),
        Shape.required(
            "nextCursor",
            Shape.orNull(Shape.text()),
            "To be sent as cursor for the next page; null on the last"),
        Shape.optional(
            "total", Shape.count(), "With count=exact: how many there are on all pages"));
  }

  /** The query of the call; parameters that a list does not know are left to the route. */
  public static ListQuery query(Call call, FieldCatalogue<?> catalogue) {
    Map<String, String> parameters =
        Maps.filterKeys(call.query(), ListRequests.PARAMETERS::contains);
    return switch (ListRequests.parse(catalogue, parameters, call.crm().signingKey())) {
      case Outcome.Done<ListQuery>(var query) -> query;
      case Outcome.Refused<ListQuery>(var refusal) ->
          throw Problem.ofQuery(refusal.violations()).asException();
    };
  }

  /** A page of the views that the query finds, each as JSON of its catalogue. */
  public static <V> Outcome<Reply> answer(
      Call call, FieldCatalogue<V> catalogue, Function<ListQuery, Outcome<Page<V>>> source) {
    return answer(call, catalogue, source, view -> CatalogueJson.of(catalogue, view, Set.of()));
  }

  /**
   * The same for views whose JSON is richer than their catalogue; its names are a part of the
   * JSON's.
   */
  public static <V> Outcome<Reply> answer(
      Call call,
      FieldCatalogue<V> catalogue,
      Function<ListQuery, Outcome<Page<V>>> source,
      Function<V, ObjectNode> json) {
    ListQuery query = query(call, catalogue);
    return source
        .apply(query)
        .map(page ->
            page(
                call,
                query,
                page,
                view ->
                    query.fields().isEmpty()
                        ? json.apply(view)
                        : json.apply(view).retain(query.fields())));
  }

  private static <V> Reply page(
      Call call, ListQuery query, Page<V> page, Function<V, ObjectNode> json) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    page.items().forEach(item -> items.add(json.apply(item)));
    String next = written(call, query, page.next());
    answer.put("nextCursor", next);
    if (page.total() != null) {
      answer.put("total", page.total());
    }
    Reply reply = Reply.json(200, answer);
    return next == null
        ? reply
        : reply.header("Link", "<" + nextLink(call, next) + ">; rel=\"next\"");
  }

  private static @Nullable String written(Call call, ListQuery query, @Nullable Cursor cursor) {
    return cursor == null ? null : Cursors.write(cursor, query.sort(), call.crm().signingKey());
  }

  private static String nextLink(Call call, String cursor) {
    String kept =
        call.query().entrySet().stream()
            .filter(e -> !e.getKey().equals("cursor"))
            .map(Lists::encoded)
            .collect(Collectors.joining("&"));
    return call.javalin().path() + "?" + (kept.isEmpty() ? "" : kept + "&") + "cursor=" + cursor;
  }

  private static String encoded(Map.Entry<String, String> parameter) {
    return UrlEscapers.urlFormParameterEscaper().escape(parameter.getKey())
        + "="
        + UrlEscapers.urlFormParameterEscaper().escape(parameter.getValue());
  }

  private static <V> String names(
      FieldCatalogue<V> catalogue, java.util.function.Predicate<Field<V>> which) {
    return String.join(", ", catalogue.names(which));
  }

  private static Route.Parameter parameter(String name, Shape shape, String description) {
    return new Route.Parameter(name, shape, false, description);
  }
}

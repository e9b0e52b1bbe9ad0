package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists that nobody filters or sorts, read page by page: a request names where the page before
 * ended, and the answer where this one did. {@link Lists} are those that one asks questions of.
 */
public enum Paging {
  /** Onwards, from the first. */
  AFTER("after", "nextAfter", "behind"),
  /** Back in time, from the newest. */
  BEFORE("before", "nextBefore", "before");

  private static final String LIMIT = "limit";
  private static final int USUAL = 50;

  private final String parameter;
  private final String next;
  private final String preposition;

  Paging(String parameter, String next, String preposition) {
    this.parameter = parameter;
    this.next = next;
    this.preposition = preposition;
  }

  /**
   * The parameters of such a list.
   *
   * @param position how a place in the list is written
   * @param largest how many a page has at most
   * @param things what they are, such as imports
   */
  public List<Route.Parameter> parameters(Shape position, int largest, String things) {
    return List.of(
        new Route.Parameter(
            parameter,
            position,
            false,
            "Only " + things + " " + preposition + " this: " + next + " of the page before"),
        limit(largest, things));
  }

  /** How many things a list answers at most. */
  public static Route.Parameter limit(int largest, String things) {
    return new Route.Parameter(
        LIMIT,
        Shape.whole(1, largest),
        false,
        "Largest number of " + things + "; usually " + USUAL);
  }

  /** How many things the caller wants at most. */
  public static int limit(Call call) {
    return call.number(LIMIT, USUAL);
  }

  /**
   * The form of a page.
   *
   * @param order of the items, in words
   */
  public Shape.Fields shape(String name, Shape item, String order, Shape position) {
    return Shape.fields(
        name, Shape.required("items", Shape.listOf(item), order), shapeOfNext(position));
  }

  /** The property that says where the page ended, for forms with more in them. */
  public Shape.Property shapeOfNext(Shape position) {
    return Shape.required(
        next,
        Shape.orNull(position),
        "To be sent as " + parameter + " for the next page; null on the last");
  }

  /**
   * A page.
   *
   * @param found one more than the page has, if there is a further page
   * @param position where a thing stands, as a text or a number
   */
  public <T> ObjectNode page(
      List<T> found, int limit, Function<T, ? extends JsonNode> item, Function<T, ?> position) {
    List<T> page = found.subList(0, Math.min(limit, found.size()));
    return page(page, item, found.size() > limit ? position.apply(page.getLast()) : null);
  }

  /**
   * @param end where the page ended, if there is a further one
   */
  public <T> ObjectNode page(
      List<T> page, Function<T, ? extends JsonNode> item, @Nullable Object end) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    page.forEach(one -> items.add(item.apply(one)));
    json.set(next, Json.of(end));
    return json;
  }
}

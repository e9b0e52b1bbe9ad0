package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableMap;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the list of tasks shows, as it stands in the address.
 *
 * @param status a state, "any", or empty for what is open
 * @param owner id of a user, "me", "nobody", or empty for anybody
 * @param due "overdue" or empty
 */
record TaskListState(
    String q,
    String status,
    String owner,
    String type,
    String priority,
    String due,
    String sort,
    String bin,
    @Nullable String cursor) {

  static final String ANY = "any";
  static final String OVERDUE = "overdue";

  static TaskListState of(Visit visit) {
    return of(visit::query);
  }

  /** As it stands in the hidden fields of a form. */
  static TaskListState sent(Visit visit) {
    return of(name -> visit.form("list." + name));
  }

  private static TaskListState of(UnaryOperator<String> parameter) {
    String cursor = parameter.apply("cursor");
    return new TaskListState(
        parameter.apply("q"),
        parameter.apply("status"),
        parameter.apply("owner"),
        parameter.apply("type"),
        parameter.apply("priority"),
        parameter.apply("due"),
        parameter.apply("sort"),
        parameter.apply("bin"),
        cursor.isEmpty() ? null : cursor);
  }

  TaskListState at(@Nullable String newCursor) {
    return new TaskListState(q, status, owner, type, priority, due, sort, bin, newCursor);
  }

  TaskListState sortedBy(String newSort) {
    return new TaskListState(q, status, owner, type, priority, due, newSort, bin, null);
  }

  TaskListState in(String newBin) {
    return new TaskListState(q, status, owner, type, priority, due, sort, newBin, null);
  }

  boolean showsBin() {
    return bin.equals("deleted");
  }

  boolean isFiltered() {
    return !(q + status + owner + type + priority + due).isEmpty();
  }

  /** The query as lists know it. */
  Map<String, String> parameters(UserId me) {
    List<String> filters = new ArrayList<>();
    if (!status.equals(ANY) && !showsBin()) {
      filters.add(
          named(TaskStatus.Name.values(), status)
              .map(name -> "status eq '" + name + "'")
              .orElse("open eq true"));
    }
    owner(me).ifPresent(filters::add);
    if (!type.isBlank()) {
      filters.add("type eq '" + type.strip().replace("'", "''") + "'");
    }
    named(Priority.values(), priority).ifPresent(p -> filters.add("priority eq '" + p + "'"));
    if (due.equals(OVERDUE)) {
      filters.add("overdue eq true");
    }
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    parameters.put("filter", String.join(" and ", filters));
    if (!q.isBlank()) {
      parameters.put("q", q);
    }
    if (!sort.isEmpty()) {
      parameters.put("sort", sort);
    }
    if (cursor != null) {
      parameters.put("cursor", cursor);
    }
    if (showsBin()) {
      parameters.put("bin", "deleted");
    }
    return parameters.buildOrThrow();
  }

  private Optional<String> owner(UserId me) {
    return switch (owner) {
      case "" -> Optional.empty();
      case "me" -> Optional.of("owner eq '" + me + "'");
      case "nobody" -> Optional.of("owner isNull");
      default -> ShapeCheck.uuid(owner).map(id -> "owner eq '" + id + "'");
    };
  }

  private static <E extends Enum<E>> Optional<String> named(E[] values, String name) {
    return Arrays.stream(values).map(Enum::name).filter(name::equals).findFirst();
  }

  /** What stands in the address, by name. */
  Map<String, String> inAddress() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("q", q);
    parameters.put("status", status);
    parameters.put("owner", owner);
    parameters.put("type", type);
    parameters.put("priority", priority);
    parameters.put("due", due);
    parameters.put("sort", sort);
    parameters.put("bin", bin);
    parameters.put("cursor", cursor == null ? "" : cursor);
    parameters.values().removeIf(String::isEmpty);
    return parameters;
  }

  String href() {
    return href("/tasks");
  }

  String href(String path) {
    String query =
        inAddress().entrySet().stream()
            .map(p -> p.getKey() + "=" + UrlEscapers.urlFormParameterEscaper().escape(p.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }
}

package dev.kith.crm.http.kernel;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Shape;
import java.io.IOException;
import java.util.function.Function;

/** Hands a list out as a CSV file. */
public final class CsvRoute {

  private CsvRoute() {}

  /**
   * @param plural what is listed, such as {@code leads}: the file is called so
   * @param operation what the route is called, such as {@code exportLeads}
   * @param all the fields by which the list is described
   * @param fields those that somebody may see
   */
  public static <V> Route of(
      String tag,
      String plural,
      String operation,
      FieldCatalogue<V> all,
      Function<Workspace, FieldCatalogue<V>> fields,
      Function<Workspace, ? extends ListExport> export) {
    return Route.get("/" + plural + ".csv", operation)
        .says(
            tag,
            "Export "
                + plural
                + " as CSV: filtered, searched and sorted as the list, without a limit")
        .query(Lists.parameters(all))
        .query("bom", Shape.flag(), "Begin with a byte order mark, which Excel needs; usually not")
        .answersRaw(200, "text/csv", "A CSV file in UTF-8")
        .refuses("forbidden", "invalid")
        .handledBy(call ->
            file(call, plural, fields.apply(call.workspace()), export.apply(call.workspace())));
  }

  private static Outcome<Reply> file(
      Call call, String plural, FieldCatalogue<?> fields, ListExport export) throws IOException {
    boolean mark = call.query("bom").filter("true"::equals).isPresent();
    ListQuery query = Lists.query(call, fields);
    return call.download(
        "text/csv; charset=utf-8",
        plural + ".csv",
        () -> export.columns(query),
        out -> export.csv(query, mark, out));
  }
}

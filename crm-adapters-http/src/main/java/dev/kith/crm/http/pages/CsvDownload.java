package dev.kith.crm.http.pages;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Hands a list out as a file. */
public final class CsvDownload {

  private CsvDownload() {}

  /**
   * The list of an address, all pages of it.
   *
   * @param plural what is listed: the file is called so
   * @param parameters the address as lists know it
   * @param columns the fields of the file; those that are hidden from the visitor are left out
   */
  public static void list(
      Visit visit,
      String plural,
      FieldCatalogue<?> fields,
      Map<String, String> parameters,
      List<String> columns,
      ListExport export) {
    Map<String, String> asked = new HashMap<>(parameters);
    asked.remove("cursor");
    asked.put(
        "fields",
        String.join(
            ",", columns.stream().filter(column -> fields.find(column).isPresent()).toList()));
    send(
        visit,
        plural + ".csv",
        ListRequests.parse(fields, asked, visit.wholeCrm().signingKey()),
        (query, file) -> export.csv(query, true, file));
  }

  /**
   * @param csv writes what the query finds; a refusal comes before the first byte
   */
  public static void send(
      Visit visit,
      String fileName,
      Outcome<ListQuery> query,
      BiFunction<ListQuery, OutputStream, Outcome<Long>> csv) {
    Outcome<Long> written =
        query.then(good -> {
          visit
              .ctx()
              .contentType("text/csv; charset=utf-8")
              .header("Cache-Control", "no-store")
              .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
          return csv.apply(good, visit.body());
        });
    if (written instanceof Outcome.Refused<Long>(var refusal)) {
      visit.ctx().res().setHeader("Content-Disposition", null);
      visit.refuse(refusal);
    }
  }
}

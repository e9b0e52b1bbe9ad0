package dev.kith.crm.http.pages;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.function.BiFunction;

/** Hands a list out as a file. */
public final class CsvDownload {

  private CsvDownload() {}

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

package dev.kith.crm.benchmark;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;

/** Searching by fragments through the port, beside reading one row by its key with plain JDBC. */
final class SearchBenchmark {

  private SearchBenchmark() {}

  static List<Benchmarks.Figure> run(Filled filled, int seconds) throws Exception {
    var queries = filled.crm.as(Actor.SYSTEM).leadQueries();
    LeadView known =
        queries
            .list(ListQuery.all(LeadFields.CATALOGUE).limitedTo(100))
            .orElseThrow()
            .items()
            .getLast();
    String email = String.valueOf(known.get(LeadField.EMAIL));
    String rare = email.substring(2, email.indexOf('@'));
    String several = email.substring(1, 4);
    Load.Measured byKey = byKey(filled, known, seconds);
    return List.of(
        figure(filled, "a fragment that one lead has", rare, byKey, seconds),
        figure(filled, "three letters that many have", several, byKey, seconds),
        figure(filled, "a fragment that no lead has", "qxzvjw", byKey, seconds));
  }

  private static Benchmarks.Figure figure(
      Filled filled, String what, String fragment, Load.Measured byKey, int seconds)
      throws Exception {
    ListQuery query = ListQuery.all(LeadFields.CATALOGUE).searching(fragment);
    var queries = filled.crm.as(Actor.SYSTEM).leadQueries();
    Load.Measured measured =
        Load.run(1, Duration.ofSeconds(seconds), client -> () -> queries.list(query).orElseThrow());
    return Benchmarks.Figure.of(
        filled.database
            + ": search in "
            + filled.leads
            + " for "
            + what
            + "; limit: a row by its key",
        measured,
        byKey);
  }

  private static Load.Measured byKey(Filled filled, LeadView known, int seconds) throws Exception {
    try (Connection connection = filled.connection();
        PreparedStatement select = connection.prepareStatement("select * from lead where id = ?")) {
      return Load.run(
          1,
          Duration.ofSeconds(Math.min(seconds, 3)),
          client ->
              () -> {
                select.setObject(1, known.id().value());
                try (ResultSet row = select.executeQuery()) {
                  if (!row.next()) {
                    throw new IllegalStateException("the lead is gone");
                  }
                }
              });
    }
  }
}

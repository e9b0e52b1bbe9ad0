package dev.kith.crm.benchmark;

import dev.kith.crm.application.scoring.card.Scorecards;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/**
 * Computing the scores of all leads anew by the job that does so, after a change of the weights and
 * after one of the fit rules, beside a plain UPDATE of the same rows. A third of the leads have
 * three lines in their ledger.
 */
final class ScoreBenchmark {

  private ScoreBenchmark() {}

  static List<Benchmarks.Figure> run(Filled filled) throws Exception {
    engage(filled);
    filled.crm.runDue();
    Scorecards cards = filled.crm.as(Actor.SYSTEM).scorecard();
    Card card = cards.get().orElseThrow().card();
    // The first change warms up.
    weighted(filled, cards, card, new Weights(31, 29, 40));
    double byWeights = weighted(filled, cards, card, new Weights(29, 31, 40));
    double byRules = changed(filled, cards, card.with(card.rules().subList(0, 4)));
    cards.set(card).orElseThrow();
    filled.crm.runDue();
    double raw = rawUpdate(filled);
    return List.of(
        Benchmarks.Figure.of(
            filled.database
                + ": scores of "
                + filled.leads
                + " leads after a change of weights; limit: UPDATE of the same rows",
            "leads/s",
            byWeights,
            raw),
        Benchmarks.Figure.of(
            "the same after a change of fit rules, each lead read and its conditions asked",
            "leads/s",
            byRules,
            raw));
  }

  private static double weighted(Filled filled, Scorecards cards, Card card, Weights weights) {
    return changed(filled, cards, card.with(weights));
  }

  private static double changed(Filled filled, Scorecards cards, Card card) {
    cards.set(card).orElseThrow();
    long begun = System.nanoTime();
    filled.crm.runDue();
    return Benchmarks.perSecond(filled.leads, System.nanoTime() - begun);
  }

  /** Lines of a ledger, as if events had earned them. */
  private static void engage(Filled filled) throws Exception {
    IncrementRule rule = UsualRules.ALL.getFirst();
    boolean postgresql = filled.settings.url().startsWith("jdbc:postgresql:");
    String id = postgresql ? "gen_random_uuid()" : "random_uuid()";
    String numbers = postgresql ? "generate_series(1, 3)" : "system_range(1, 3)";
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into score_entry select "
              + id
              + ", l.lead_id, '"
              + rule.id()
              + "', 1, 'benchmark', 10, 10, current_timestamp, current_timestamp, 'HUMAN', null"
              + " from (select lead_id, row_number() over (order by lead_id) as n from lead_score)"
              + " l, "
              + numbers
              + " where mod(l.n, 3) = 0");
      if (postgresql) {
        statement.execute("analyze");
      }
    }
  }

  /** Other values in every column that the job writes. */
  private static double rawUpdate(Filled filled) throws Exception {
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      long begun = System.nanoTime();
      int updated =
          statement.executeUpdate(
              "update lead_score set engagement = engagement + 1, score = mod(coalesce(score, 0) +"
                  + " 1, 101), grade = 'B', due = coalesce(due, 4000000000) + 1, pass ="
                  + " pass + 1");
      return Benchmarks.perSecond(updated, System.nanoTime() - begun);
    }
  }
}

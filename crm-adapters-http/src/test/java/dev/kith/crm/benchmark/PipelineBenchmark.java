package dev.kith.crm.benchmark;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.funnel.PipelineAnalytics.Paging;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.PipelinePast.Wanted;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.BoardStale;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The board of very many opportunities, through the port, beside the same statements in plain JDBC:
 * read as it is, read as it was, and while many people move cards in it. On PostgreSQL only.
 */
final class PipelineBenchmark {

  private static final int CLIENTS = 16;
  private static final int PEOPLE = 100;
  private static final int MOVES_OF_EACH = 50;
  private static final String NAME = "Benchmark";

  private final Filled filled;
  private final int seconds;
  private final Workspace crm;
  private final Pipeline pipeline;
  private final int count;

  private PipelineBenchmark(Filled filled, int count, int seconds) throws SQLException {
    this.filled = filled;
    this.seconds = seconds;
    this.count = count;
    this.crm = filled.crm.as(Actor.SYSTEM);
    this.pipeline =
        crm.pipelines().list().orElseThrow().stream()
            .filter(p -> p.name().equals(NAME))
            .findFirst()
            .orElseGet(() ->
                crm.pipelines()
                    .setUp(new PipelineTerms(NAME, PipelineTerms.usual().stages()))
                    .orElseThrow());
    fill();
  }

  /** Each figure is printed as soon as it is there: at a million opportunities they take long. */
  static void run(Filled filled, int count, int seconds) throws Exception {
    PipelineBenchmark benchmark = new PipelineBenchmark(filled, count, seconds);
    Benchmarks.print(List.of(benchmark.board()));
    Benchmarks.print(List.of(benchmark.moves()));
    Benchmarks.print(List.of(benchmark.crowd()));
    Benchmarks.print(List.of(benchmark.boardOfThePast()));
    Benchmarks.print(benchmark.analytics());
  }

  /** Six stages, ten opportunities in each of which three are decided, a year long. */
  private void fill() throws SQLException {
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      if (number(statement, "select count(*) from opportunity where " + isOurs()) >= count) {
        return;
      }
      String id = "cast(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000' as uuid)";
      String stage =
          "(array['prospecting','qualification','proposal','negotiation','won','lost'])[1 + n % 6]";
      String status = "(array['OPEN','OPEN','OPEN','OPEN','WON','LOST'])[1 + n % 6]";
      String amount = "((cast(n as bigint) * 7919) % 10000000) / 100.0";
      String born = "now() - make_interval(mins => n % 525600)";
      String rows = " from generate_series(1, " + count + ") n";
      statement.execute(
          "insert into opportunity (id, version, created_at, updated_at, name, amount, currency,"
              + " close_date, pipeline_id, stage_key, stage_since, status, decided_from,"
              + " lost_reason, rank_key, name_key, search_text, owner_id) select "
              + id
              + ", 1, "
              + born
              + ", "
              + born
              + ", 'Deal ' || n, "
              + amount
              + ", 'EUR',"
              + " current_date + n % 180, '"
              + pipeline.id()
              + "', "
              + stage
              + ", now() - make_interval(mins => n % 20000), "
              + status
              + ", case when n % 6 > 3 then 'prospecting' end, case when n % 6 = 5 then 'Price'"
              + " end, 'i' || lpad(to_hex(n), 9, '0') || '00001', 'deal ' || n, 'deal ' || n,"
              + " cast(md5('owner' || n % 100) as uuid)"
              + rows);
      statement.execute(
          "insert into opportunity_stay select id, 1, pipeline_id, 'prospecting', created_at,"
              + " greatest(created_at, stage_since) from opportunity where "
              + isOurs());
      statement.execute(
          "insert into opportunity_stay select id, 2, pipeline_id, stage_key,"
              + " greatest(created_at, stage_since), null from opportunity where "
              + isOurs());
      statement.execute(
          "insert into opportunity_standing (opportunity_id, number, known_from, known_to, amount,"
              + " currency, close_date, owner_id, deleted) select id, 1, created_at, null, amount,"
              + " currency, close_date, owner_id, false from opportunity where "
              + isOurs());
      statement.execute(
          "insert into opportunity_sum (pipeline_id, stage_key, owner_id, currency, deals, amount)"
              + " select pipeline_id, stage_key, owner_id, currency, count(*), sum(amount) from"
              + " opportunity where "
              + isOurs()
              + " group by pipeline_id, stage_key, owner_id, currency");
      statement.execute("vacuum analyze");
    }
  }

  private String isOurs() {
    return "pipeline_id = '" + pipeline.id() + "'";
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Benchmarks.Figure board() throws Exception {
    ListQuery query = ListQuery.all(OpportunityFields.CATALOGUE).limitedTo(25);
    Load.Measured measured =
        Load.run(
            CLIENTS,
            Duration.ofSeconds(seconds),
            client ->
                () -> crm.opportunityQueries().board(pipeline.id(), query, Set.of()).orElseThrow());
    String sums =
        "select stage_key, currency, sum(deals), sum(amount) from opportunity_sum where "
            + isOurs()
            + " group by stage_key, currency";
    String cards =
        "select * from opportunity where "
            + isOurs()
            + " and stage_key = ? and deleted_at is null order by rank_key limit 26";
    Load.Measured limit =
        Load.run(
            CLIENTS,
            Duration.ofSeconds(seconds),
            client -> {
              Connection connection = open();
              PreparedStatement first = prepared(connection, sums);
              PreparedStatement column = prepared(connection, cards);
              return () -> {
                read(first);
                for (var stage : pipeline.stages()) {
                  column.setString(1, stage.key());
                  read(column);
                }
              };
            });
    return Benchmarks.Figure.of(
        "board of " + count + " opportunities, " + CLIENTS + " clients; limit: its statements",
        measured,
        limit);
  }

  private Benchmarks.Figure boardOfThePast() throws Exception {
    Instant then = Instant.now().minus(Duration.ofDays(60));
    Load.Measured measured =
        Load.run(
            1,
            Duration.ofSeconds(seconds),
            client ->
                () ->
                    crm.opportunityQueries()
                        .past()
                        .board(pipeline.id(), then, Wanted.ALL, 25)
                        .orElseThrow());
    String sums =
        "select s.stage_key, v.currency, count(*), sum(v.amount) from opportunity_stay s"
            + " join opportunity_standing v on v.opportunity_id = s.opportunity_id"
            + " where s.entered_at <= '"
            + then
            + "'"
            + " and (s.left_at is null or s.left_at > '"
            + then
            + "')"
            + " and (v.number = 1 or v.known_from <= '"
            + then
            + "')"
            + " and (v.known_to is null or v.known_to > '"
            + then
            + "')"
            + " and not v.deleted and s."
            + isOurs()
            + " group by s.stage_key, v.currency";
    Load.Measured limit =
        Load.run(
            1,
            Duration.ofSeconds(seconds),
            client -> {
              PreparedStatement select = prepared(open(), sums);
              return () -> read(select);
            });
    return Benchmarks.Figure.of(
        "the board as it was 60 days ago, 1 client; limit: the statement of its totals",
        measured,
        limit);
  }

  /** Each metric of all that there is. */
  private List<Benchmarks.Figure> analytics() throws Exception {
    String once =
        "select stage_key, count(*) from opportunity_stay where "
            + isOurs()
            + " group by stage_key";
    Load.Measured limit =
        Load.run(
            1,
            Duration.ofSeconds(seconds),
            client -> {
              PreparedStatement select = prepared(open(), once);
              return () -> read(select);
            });
    PipelineAnalytics analytics = crm.pipelineAnalytics();
    Paging paging = new Paging(null, 50);
    Map<String, Supplier<Outcome<?>>> metrics = new LinkedHashMap<>();
    metrics.put("funnel", () -> analytics.funnel(pipeline.id(), Question.ALL));
    metrics.put("conversion-matrix", () -> analytics.matrix(pipeline.id(), Question.ALL));
    metrics.put("velocity", () -> analytics.velocity(pipeline.id(), Question.ALL));
    metrics.put("ageing", () -> analytics.ageing(pipeline.id(), Question.ALL, paging));
    metrics.put("stuck", () -> analytics.stuck(pipeline.id(), Question.ALL, paging));
    metrics.put("push-count", () -> analytics.pushes(pipeline.id(), Question.ALL));
    metrics.put("leakage", () -> analytics.leakage(pipeline.id(), Question.ALL));
    List<Benchmarks.Figure> figures = new ArrayList<>();
    for (var metric : metrics.entrySet()) {
      figures.add(
          Benchmarks.Figure.of(
              "analytics of "
                  + count
                  + " opportunities: "
                  + metric.getKey()
                  + ", 1 client; limit: counting their stays once",
              Load.run(
                  1,
                  Duration.ofSeconds(seconds),
                  client -> () -> metric.getValue().get().orElseThrow()),
              limit));
    }
    return figures;
  }

  /** Each client moves cards of its own between two columns. */
  private Benchmarks.Figure moves() throws Exception {
    Load.Measured measured =
        Load.run(
            CLIENTS,
            Duration.ofSeconds(seconds),
            client -> {
              SplittableRandom random = new SplittableRandom(client);
              return () -> {
                OpportunityId id = card(6 * (1 + random.nextInt(count / 6 - 1)));
                String to = random.nextBoolean() ? "qualification" : "prospecting";
                crm.opportunities().move(id, Move.to(to)).orElseThrow();
              };
            });
    Load.Measured limit =
        Load.run(
            CLIENTS,
            Duration.ofSeconds(seconds),
            client -> {
              Connection connection = openForWriting();
              SplittableRandom random = new SplittableRandom(client + 100L);
              PreparedStatement rank =
                  prepared(connection, "update opportunity set rank_key = ? where id = ?");
              PreparedStatement row =
                  prepared(
                      connection,
                      "update opportunity set version = version + 1, updated_at = now(),"
                          + " stage_since = now() where id = ?");
              PreparedStatement stay =
                  prepared(
                      connection,
                      "update opportunity_stay set left_at = now() where opportunity_id = ? and"
                          + " left_at is null and stage_key = 'nowhere'");
              return () -> {
                UUID id = card(6 * (1 + random.nextInt(count / 6 - 1))).value();
                rank.setString(1, "h" + Long.toString(random.nextLong() >>> 1, 36) + "1");
                rank.setObject(2, id);
                rank.executeUpdate();
                row.setObject(1, id);
                row.executeUpdate();
                stay.setObject(1, id);
                stay.executeUpdate();
                connection.commit();
              };
            });
    return Benchmarks.Figure.of(
        "a move, " + CLIENTS + " clients; limit: three of its updates and a commit",
        measured,
        limit);
  }

  /** All of them in one column, into places of each other's cards. */
  private Benchmarks.Figure crowd() throws Exception {
    long before = inPipeline();
    long begun = System.nanoTime();
    int refused = 0;
    try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        SplittableRandom random = new SplittableRandom(person);
        all.add(people.submit(() -> moveAbout(random)));
      }
      for (Future<Integer> one : all) {
        refused += one.get();
      }
    }
    double perSecond =
        Benchmarks.perSecond((long) PEOPLE * MOVES_OF_EACH, System.nanoTime() - begun);
    if (inPipeline() != before) {
      throw new IllegalStateException("cards are lost: " + before + ", then " + inPipeline());
    }
    return new Benchmarks.Figure(
        PEOPLE
            + " people move 200 cards about in one column, "
            + MOVES_OF_EACH
            + " moves each; no card lost, no rank twice",
        Math.round(perSecond) + " moves/s, " + refused + " refused as board-stale",
        "",
        "");
  }

  private int moveAbout(SplittableRandom random) {
    int refused = 0;
    for (int i = 0; i < MOVES_OF_EACH; i++) {
      OpportunityId id = card(3 + 6 * random.nextInt(200));
      OpportunityId beside = card(3 + 6 * random.nextInt(200));
      var moved =
          crm.opportunities()
              .move(
                  id,
                  Move.to(random.nextInt(10) == 0 ? "proposal" : "negotiation")
                      .between(id.equals(beside) ? null : beside, null));
      if (moved instanceof Outcome.Refused<?>(var refusal)) {
        if (!(refusal instanceof BoardStale)) {
          throw new IllegalStateException(refusal.code() + ": " + refusal.detail());
        }
        refused++;
      }
    }
    return refused;
  }

  private long inPipeline() throws SQLException {
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      return number(
          statement,
          "select count(distinct (stage_key, rank_key)) from opportunity where " + isOurs());
    }
  }

  private static OpportunityId card(int number) {
    return new OpportunityId(
        UUID.fromString(String.format("%08x-0000-7000-8000-000000000000", number)));
  }

  private Connection open() {
    try {
      return filled.connection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection openForWriting() {
    try {
      Connection connection = filled.connection();
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql) {
    try {
      return connection.prepareStatement(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void read(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }
}

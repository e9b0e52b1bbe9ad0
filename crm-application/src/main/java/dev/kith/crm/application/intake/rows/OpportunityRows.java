package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.Opportunities.Move;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are opportunities, with the history that they tell: since when one is in its stage, or
 * was opened, and on which day it was decided. One that has the external id of the row is the same;
 * without an external id each row is a new one.
 *
 * <p>What is decided was in the last open stage before, of those that lead to the decision and ask
 * for nothing that the row does not say.
 *
 * @param every what every row says: a reason for what is lost is said of that only
 */
record OpportunityRows(
    Instant now,
    Transactions transactions,
    OpportunityStore store,
    PipelineStore pipelines,
    Opportunities opportunities,
    AccountLookup lookup,
    OwnerLookup owners,
    NamedCompetitors rivals,
    RowLines lines,
    Map<String, String> every)
    implements RecordRows {

  private static final String NAME = OpportunityField.NAME.code();
  private static final String STAGE = "stage";
  private static final String OPENED_ON = "openedOn";
  private static final String LOST_REASON = "lostReason";
  private static final String LOST_COMPETITOR = "lostCompetitor";

  @Override
  public List<Violation> flaws(Map<String, String> row) {
    List<Violation> problems =
        new ArrayList<>(opportunities.problemsOf(new OpportunityDraft(texts(row))));
    problems.addAll(lines.flaws(row));
    moment(row, problems);
    return problems;
  }

  /**
   * Without what it refers to; an opportunity without a name is called after what is to be sold.
   */
  private static Map<OpportunityField, String> texts(Map<String, String> row) {
    Map<OpportunityField, String> texts = new EnumMap<>(OpportunityField.class);
    texts.putAll(Row.texts(row, OpportunityField.class, OpportunityField::code));
    texts.remove(OpportunityField.ACCOUNT);
    String product = row.get(RowLines.PRODUCT);
    String account = row.get(OpportunityField.ACCOUNT.code());
    if (!row.containsKey(NAME) && product != null) {
      texts.put(OpportunityField.NAME, account == null ? product : product + " for " + account);
    }
    return texts;
  }

  @Override
  public Set<String> keys(Map<String, String> row) {
    String external = row.get(OpportunityField.EXTERNAL_ID.code());
    return external == null
        ? Set.of()
        : Set.of(
            "external "
                + new ExternalId(row.get(OpportunityField.EXTERNAL_SYSTEM.code()), external).key());
  }

  /** What a row says besides the fields of the opportunity. */
  private record Told(
      OpportunityDraft draft,
      @Nullable UserId owner,
      Pipeline pipeline,
      Stage stage,
      @Nullable Instant opened,
      @Nullable Instant decided,
      @Nullable LossDraft loss,
      RowLines.@Nullable Said line) {}

  @Override
  public Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy) {
    return told(row)
        .then(told -> {
          Outcome<Opportunity> created = transactions.run(() -> created(told));
          return switch (created) {
            case Outcome.Done<Opportunity>(var made) ->
                Outcome.done(new Created(made.id().value()));
            case Outcome.Refused<Opportunity>(ExternalIdTaken(var id, var holder))
                when holder != null ->
                there(holder, told, policy);
            case Outcome.Refused<Opportunity>(var refusal) -> Outcome.refused(refusal);
          };
        });
  }

  private Outcome<Told> told(Map<String, String> row) {
    List<Violation> problems =
        new ArrayList<>(opportunities.problemsOf(new OpportunityDraft(texts(row))));
    Map<OpportunityField, String> texts = texts(row);
    String accountText = row.get(OpportunityField.ACCOUNT.code());
    if (accountText != null) {
      AccountId account = Row.take(lookup.find(accountText, "account"), "account", problems);
      texts.put(OpportunityField.ACCOUNT, String.valueOf(account));
    }
    String ownerText = row.get("owner");
    UserId owner = ownerText == null ? null : Row.take(owners.find(ownerText), "owner", problems);
    RowLines.Said line = lines.said(row, problems);
    Pipeline pipeline = pipeline(row.get("pipeline"), problems);
    Stage stage = pipeline == null ? null : stage(pipeline, row.get(STAGE), problems);
    Instant opened = moment(row, problems);
    if (stage == null || pipeline == null || !problems.isEmpty()) {
      return Outcome.refused(new Invalid(problems));
    }
    LossDraft loss = loss(row, stage, problems);
    Instant decided = stage.isOpen() ? null : decided(texts, problems);
    Instant since = opened == null ? decided : opened;
    if (since != null && decided != null && decided.isBefore(since)) {
      problems.add(
          Violation.at(
              OpportunityField.CLOSE_DATE.code(),
              "out-of-stay",
              "It cannot be decided before it was opened."));
    }
    return problems.isEmpty()
        ? Outcome.done(
            new Told(
                new OpportunityDraft(texts), owner, pipeline, stage, since, decided, loss, line))
        : Outcome.refused(new Invalid(problems));
  }

  private @Nullable Instant moment(Map<String, String> row, List<Violation> problems) {
    String text = row.get(OPENED_ON);
    if (text == null) {
      return null;
    }
    Instant moment =
        Row.take(new ImportTarget("opportunity." + OPENED_ON).moment(text), OPENED_ON, problems);
    if (moment != null && moment.isAfter(now)) {
      problems.add(Violation.at(OPENED_ON, "in-the-future", "It cannot be opened in the future."));
    }
    return moment;
  }

  /** The day of a decision is its close date; it counts from the beginning of that day, in UTC. */
  private @Nullable Instant decided(Map<OpportunityField, String> texts, List<Violation> problems) {
    String text = texts.get(OpportunityField.CLOSE_DATE);
    if (text == null) {
      return null;
    }
    Instant moment = LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    if (moment.isAfter(now)) {
      problems.add(
          Violation.at(
              OpportunityField.CLOSE_DATE.code(),
              "in-the-future",
              "What is won or lost cannot be decided in the future."));
    }
    return moment;
  }

  private @Nullable Pipeline pipeline(@Nullable String name, List<Violation> problems) {
    List<Pipeline> live = pipelines.live().stream().sorted(Pipeline.OLDEST_FIRST).toList();
    Optional<Pipeline> found =
        live.stream()
            .filter(pipeline ->
                name == null
                    || pipeline.name().equalsIgnoreCase(name)
                    || pipeline.id().toString().equals(name))
            .findFirst();
    if (found.isEmpty()) {
      problems.add(
          Violation.at(
              "pipeline",
              "unknown-pipeline",
              name == null ? "There is no pipeline." : "There is no pipeline “" + name + "”."));
    }
    return found.orElse(null);
  }

  /** By its name or key; {@code won} and {@code lost} mean the first of that type besides. */
  private static @Nullable Stage stage(
      Pipeline pipeline, @Nullable String text, List<Violation> problems) {
    if (text == null) {
      return pipeline.first(StageType.OPEN);
    }
    Optional<Stage> found =
        pipeline.stages().stream()
            .filter(stage -> stage.name().equalsIgnoreCase(text) || stage.key().equals(text))
            .findFirst()
            .or(() ->
                pipeline.stages().stream()
                    .filter(stage -> stage.type().name().equalsIgnoreCase(text))
                    .findFirst());
    if (found.isEmpty()) {
      problems.add(
          Violation.at(
              STAGE,
              "unknown-stage",
              "The pipeline “"
                  + pipeline.name()
                  + "” has no stage “"
                  + text
                  + "”; it has "
                  + String.join(", ", pipeline.stages().stream().map(Stage::name).toList())
                  + "."));
    }
    return found.orElse(null);
  }

  private @Nullable LossDraft loss(Map<String, String> row, Stage stage, List<Violation> problems) {
    String reason = row.get(LOST_REASON);
    String competitor = row.get(LOST_COMPETITOR);
    if (stage.type() == StageType.LOST) {
      if (reason == null) {
        problems.add(Violation.at(LOST_REASON, "required", "Say why the opportunity is lost."));
      }
      CompetitorId lostTo =
          competitor == null ? null : Row.take(rivals.find(competitor), LOST_COMPETITOR, problems);
      return new LossDraft(
          Objects.requireNonNullElse(reason, ""), lostTo == null ? null : lostTo.toString());
    }
    for (String field : List.of(LOST_REASON, LOST_COMPETITOR)) {
      if (row.containsKey(field) && !row.get(field).equals(every.get(field))) {
        problems.add(Violation.at(field, "lost-only", "Only what is lost has a reason for it."));
      }
    }
    return null;
  }

  private Outcome<Opportunity> created(Told told) {
    if (told.stage().isOpen()) {
      return createdIn(told, told.stage());
    }
    Outcome<Opportunity> outcome =
        Outcome.refused(
            Invalid.of(
                Violation.at(
                    STAGE,
                    "not-reachable",
                    "No open stage leads to “" + told.stage().name() + "”.")));
    for (Stage before : leadingTo(told.pipeline(), told.stage())) {
      outcome = transactions.run(() -> createdIn(told, before).then(made -> moved(made, told)));
      if (!(outcome instanceof Outcome.Refused<Opportunity>(Invalid invalid))) {
        break;
      }
    }
    return outcome;
  }

  /** Open stages from which it can get there, the last first. */
  private static List<Stage> leadingTo(Pipeline pipeline, Stage stage) {
    return pipeline.stages().stream()
        .filter(open -> open.isOpen() && pipeline.nextOf(open).contains(stage))
        .toList()
        .reversed();
  }

  private Outcome<Opportunity> createdIn(Told told, Stage stage) {
    return opportunities
        .create(
            new Opportunities.Create(
                told.draft(), told.owner(), told.pipeline().id(), stage.key(), told.opened()))
        .then(made -> lines.put(made, told.line(), ConflictPolicy.SKIP));
  }

  private Outcome<Opportunity> moved(Opportunity opportunity, Told told) {
    return opportunities.move(
        opportunity.id(),
        new Move(
            told.pipeline().id(), told.stage().key(), null, null, told.decided(), told.loss()));
  }

  private Outcome<Brought> there(UUID same, Told told, ConflictPolicy policy) {
    if (policy == ConflictPolicy.SKIP) {
      return Outcome.done(Row.exists("opportunity"));
    }
    OpportunityId id = new OpportunityId(same);
    Opportunity before = store.find(id).orElseThrow();
    Map<String, String> said = lines.facts(before, told.line());
    boolean overwrites = policy != ConflictPolicy.FILL_EMPTY;
    UserId owner = told.owner();
    return opportunities
        .edit(
            id,
            new Opportunities.Edit(
                Row.edit(before.content().texts(), told.draft().values(), Set.of(), policy)))
        .then(edited ->
            owner != null && (overwrites || edited.owner() == null) && !owner.equals(edited.owner())
                ? opportunities.assign(id, owner)
                : Outcome.done(edited))
        .then(edited -> lines.put(edited, told.line(), policy))
        .then(edited -> overwrites && edited.isOpen() ? moved(edited, told) : Outcome.done(edited))
        .map(after ->
            Row.changed(
                "opportunity",
                same,
                said,
                lines.facts(after, told.line(), said),
                after.revision().version()));
  }
}

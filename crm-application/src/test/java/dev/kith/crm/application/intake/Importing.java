package dev.kith.crm.application.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.testkit.TrialCrm;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files of one kind of record, brought in from upload to end by one actor.
 *
 * @param every what every row says besides
 */
record Importing(
    TrialCrm trial,
    Actor actor,
    RecordKind kind,
    Map<String, String> every,
    ConflictPolicy policy) {

  /** Where opportunities of files go. */
  static final PipelineTerms DEALS =
      new PipelineTerms(
          "Deals",
          List.of(
              Stage.open("engaging", "Engaging", 50),
              Stage.won("won", "Won"),
              Stage.lost("lost", "Lost")));

  Importing(TrialCrm trial, Actor actor, RecordKind kind, Map<String, String> every) {
    this(trial, actor, kind, every, ConflictPolicy.SKIP);
  }

  Importing under(ConflictPolicy other) {
    return new Importing(trial, actor, kind, every, other);
  }

  Importing saying(Map<String, String> more) {
    return new Importing(trial, actor, kind, more, policy);
  }

  private Workspace workspace() {
    return trial.as(actor);
  }

  /** Its columns fill what their names say. */
  ImportView prepared(String file) {
    ImportView uploaded =
        workspace()
            .imports()
            .upload(
                kind.plural() + ".csv",
                new ByteArrayInputStream(file.getBytes(UTF_8)),
                Declared.NOTHING.of(kind))
            .orElseThrow();
    workspace()
        .imports()
        .map(
            uploaded.id(),
            ImportMapping.of(
                new RecordMapping(kind, every),
                ImportMapping.HeaderRow.PRESENT,
                uploaded.mapping().targets()))
        .orElseThrow();
    return workspace()
        .imports()
        .follow(uploaded.id(), new UpsertRules(Set.of(), policy))
        .orElseThrow();
  }

  ImportView checked(String file) {
    ImportId id = prepared(file).id();
    workspace().imports().check(id).orElseThrow();
    trial.crm.runDue();
    return view(id);
  }

  ImportView done(String file) {
    ImportId id = prepared(file).id();
    workspace().imports().start(id).orElseThrow();
    trial.crm.runDue();
    return view(id);
  }

  ImportView view(ImportId id) {
    return workspace().imports().get(id).orElseThrow();
  }

  /** Line, field and code of each. */
  List<String> problems(ImportView done) {
    return problems(done.id());
  }

  List<String> problems(ImportId id) {
    List<String> problems = new ArrayList<>();
    workspace()
        .imports()
        .errors(id, p -> problems.add(p.line() + " " + p.field() + " " + p.code()))
        .orElseThrow();
    return problems;
  }

  /** How many rows created and changed a record, left it, were doubled, and failed. */
  static List<Long> counts(ImportView done) {
    return List.of(
        done.progress().created(),
        done.progress().updated(),
        done.progress().skipped(),
        done.progress().duplicate(),
        done.progress().failed());
  }
}

package dev.kith.crm.application.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Imports of opportunities whose process dies. */
class ResumingRecordImportsSpec {

  private static final Actor INA = Actors.administrator();

  /** More than one transaction does. */
  private static final int ROWS = 1_100;

  /** So many places at which it dies are tried. */
  private static final int DEATHS = 12;

  /** What is left when an import has come to its end. */
  private record End(
      ImportStatus.Name status,
      ImportProgress progress,
      List<String> deals,
      List<String> problems,
      long auditEntries) {}

  @Test
  void an_import_that_dies_anywhere_neither_loses_nor_doubles_a_row() {
    DyingStorage living = new DyingStorage();
    End undisturbed = end(living, Integer.MAX_VALUE);
    assertThat(undisturbed.status()).isEqualTo(ImportStatus.Name.COMPLETED_WITH_ERRORS);
    assertThat(undisturbed.progress().rows()).isEqualTo(ROWS);
    assertThat(undisturbed.deals()).hasSize((int) undisturbed.progress().created());
    assertThat(undisturbed.problems()).hasSize(ROWS / 50);

    int steps = living.steps;
    for (int death = 1; death <= DEATHS; death++) {
      DyingStorage dying = new DyingStorage();
      int fatal = Math.max(1, steps * death / DEATHS);
      assertThat(end(dying, fatal))
          .as("died at step %d of %d", fatal, steps)
          .isEqualTo(undisturbed);
      assertThat(dying.died).as("died at step %d", fatal).isTrue();
    }
  }

  private static End end(DyingStorage storage, int fatalStep) {
    Storage opened = storage.asStorage();
    SettableClock clock = SettableClock.atStart();
    Crm crm = Crm.on(opened).clock(clock).background(false).jitter(() -> 0).start();
    crm.as(INA)
        .pipelines()
        .setUp(
            new PipelineTerms(
                "Deals",
                List.of(
                    Stage.open("engaging", "Engaging", 50),
                    Stage.won("won", "Won"),
                    Stage.lost("lost", "Lost"))))
        .orElseThrow();
    Imports imports = crm.as(INA).imports();
    ImportView uploaded =
        imports
            .upload(
                "deals.csv",
                new ByteArrayInputStream(file().getBytes(UTF_8)),
                Declared.NOTHING.of(RecordKind.OPPORTUNITY))
            .orElseThrow();
    imports
        .map(
            uploaded.id(),
            ImportMapping.of(
                new RecordMapping(RecordKind.OPPORTUNITY, Map.of("currency", "EUR")),
                ImportMapping.HeaderRow.PRESENT,
                uploaded.mapping().targets()))
        .orElseThrow();
    imports.start(uploaded.id()).orElseThrow();
    storage.steps = 0;
    storage.fatalStep = fatalStep;
    for (int attempt = 0; attempt < 5 && isRunning(crm, uploaded.id()); attempt++) {
      crm.runDue();
      clock.advance(Duration.ofHours(1));
    }
    storage.fatalStep = Integer.MAX_VALUE;
    return end(crm, opened, uploaded.id());
  }

  private static boolean isRunning(Crm crm, ImportId id) {
    return crm.as(INA).imports().get(id).orElseThrow().status() instanceof ImportStatus.Running;
  }

  private static End end(Crm crm, Storage storage, ImportId id) {
    List<String> deals = new ArrayList<>();
    ListQuery query = ListQuery.all(OpportunityFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);
    var page = crm.as(INA).opportunityQueries().list(query).orElseThrow();
    while (true) {
      page.items()
          .forEach(deal ->
              deals.add(
                  deal.get(OpportunityField.EXTERNAL_ID)
                      + " "
                      + crm.as(INA).opportunityQueries().stays(deal.id()).orElseThrow().size()));
      if (page.next() == null) {
        break;
      }
      page =
          crm.as(INA)
              .opportunityQueries()
              .list(query.after(Objects.requireNonNull(page.next())))
              .orElseThrow();
    }
    deals.sort(null);
    List<String> problems = new ArrayList<>();
    crm.as(INA)
        .imports()
        .errors(id, p -> problems.add(p.line() + " " + p.field() + " " + p.code()))
        .orElseThrow();
    long[] entries = {0};
    storage
        .audit()
        .eachInChainOrder(e -> entries[0] += e.action().startsWith("opportunity.") ? 1 : 0);
    ImportView view = crm.as(INA).imports().get(id).orElseThrow();
    return new End(view.status().name(), view.progress(), deals, problems, entries[0]);
  }

  private static String file() {
    StringBuilder file = new StringBuilder("externalId,name,stage,openedOn,closeDate,amount\n");
    for (int i = 1; i <= ROWS; i++) {
      file.append("D").append(i).append(",Deal ").append(i);
      file.append(i % 50 == 0 ? ",Nowhere" : i % 3 == 0 ? ",Won" : ",Engaging");
      file.append(",2025-10-20,").append(i % 3 == 0 ? "2025-11-20" : "").append(",10.50\n");
    }
    return file.toString();
  }
}

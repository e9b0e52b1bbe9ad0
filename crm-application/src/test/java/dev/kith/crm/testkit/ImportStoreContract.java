package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStep;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.ImportStore.Kept;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link ImportStore} promises. */
public interface ImportStoreContract extends StorageContract {

  Instant NOW = SettableClock.START;
  UserId INA = Actors.userId("Ina Importer");
  UserId BEN = Actors.userId("Ben Beside");

  @Test
  default void rows_that_were_put_aside_are_decided_on_once_and_then_count_as_rows() {
    ImportId id = add(41, INA).id();
    List<ImportedRow> aside =
        LongStream.rangeClosed(1, 4)
            .mapToObj(row ->
                new ImportedRow(
                    row,
                    row + 1,
                    RowFate.REVIEW,
                    new UUID(9, row),
                    List.of(new FieldChange("company", null, "Acme “" + row + "”")),
                    3))
            .toList();
    ImportProgress progress = new ImportProgress(4, 0, 0, 0, 0, 0, 4, 9);
    storage()
        .transactions()
        .always(() -> {
          imports()
              .advance(
                  id,
                  ImportPhase.RUN,
                  ImportProgress.NONE,
                  progress,
                  NOW,
                  new ImportStep(List.of(), List.of(), aside, Map.of()));
          return id;
        });
    assertThat(imports().progress(List.of(id), ImportPhase.RUN).get(id).progress())
        .isEqualTo(progress);
    assertThat(imports().putAside(id, true, 1, 2)).isEqualTo(aside.subList(1, 3));
    assertThat(imports().undecided(id, List.of(2L, 9L))).isEqualTo(aside.subList(1, 2));
    assertThat(imports().decided(id)).isEmpty();

    ImportedRow taken =
        new ImportedRow(
            1, 2, RowFate.UPDATED, aside.getFirst().record(), aside.getFirst().changes(), 4);
    decide(id, Map.of(1L, ReviewDecision.TAKEN, 3L, ReviewDecision.KEPT), taken);

    assertThat(imports().putAside(id, true, 0, 9)).containsExactly(aside.get(1), aside.get(3));
    assertThat(imports().putAside(id, false, 0, 9)).isEqualTo(aside);
    assertThat(imports().undecided(id, List.of(1L, 2L, 3L))).containsExactly(aside.get(1));
    assertThat(imports().decided(id))
        .isEqualTo(Map.of(ReviewDecision.TAKEN, 1L, ReviewDecision.KEPT, 1L));
    assertThat(imports().rows(id, ImportPhase.RUN, null, 0, 9)).containsExactly(taken);
    assertThatThrownBy(() -> decide(id, Map.of(3L, ReviewDecision.KEPT)))
        .isInstanceOf(ConcurrentChangeException.class);
    decide(id, Map.of());
    assertThat(imports().findLocked(id)).isEqualTo(imports().find(id));

    storage()
        .transactions()
        .always(() -> {
          imports().delete(id);
          return id;
        });
    assertThat(imports().putAside(id, false, 0, 9)).isEmpty();
  }

  private void decide(ImportId id, Map<Long, ReviewDecision> decisions, ImportedRow... taken) {
    storage()
        .transactions()
        .always(() -> {
          imports().decide(id, decisions, List.of(taken), INA, NOW);
          return id;
        });
  }

  @Test
  default void an_import_comes_back_as_it_was_in_every_state() {
    Import uploaded = add(1, INA);
    assertThat(imports().find(uploaded.id())).contains(uploaded);
    ImportStart start =
        new ImportStart(
            ImportPhase.RUN,
            NOW,
            Actor.Kind.EXTERNAL,
            INA,
            "Ina Importer",
            false,
            Scope.TEAM,
            null,
            Set.of(BEN),
            new UUID(8, 8));
    Import running = update(uploaded.start(start, NOW).orElseThrow().next());
    assertThat(imports().find(uploaded.id())).contains(running);
    Import failed =
        update(running.fail("the disk is full", NOW.plusSeconds(5)).orElseThrow().next());
    assertThat(imports().find(uploaded.id())).contains(failed);
  }

  @Test
  default void files_of_every_kind_come_back() {
    List<String> columns = List.of("a", "b.c");
    Import kept = add(1, INA);
    for (FileFormat format :
        List.of(
            new Xlsx("Leads", List.of("Käthe's", "Leads"), 2, 1, true),
            new Ndjson(Encoding.UTF_16LE, columns, false),
            new VCard(Encoding.WINDOWS_1251, columns, true),
            Csv.STANDARD.delimitedBy("||").declaredOtherwise(true))) {
      kept =
          update(
              kept.reread(format, columns, kept.mapping(), kept.rules(), NOW).orElseThrow().next());
      assertThat(imports().find(kept.id())).contains(kept);
    }
  }

  @Test
  default void the_rules_and_every_state_come_back() {
    Import ruled =
        update(
            add(1, INA)
                .follow(
                    new UpsertRules(
                        Set.of(MatchKey.PHONE, MatchKey.EMAIL), ConflictPolicy.OVERWRITE),
                    NOW)
                .orElseThrow()
                .next());
    assertThat(imports().find(ruled.id())).contains(ruled);
    for (ImportPhase phase : ImportPhase.values()) {
      for (ImportStatus status :
          List.of(
              new ImportStatus.Checking(NOW),
              new ImportStatus.Checked(NOW),
              new ImportStatus.Paused(NOW),
              new ImportStatus.Completed(NOW),
              new ImportStatus.CompletedWithErrors(NOW),
              new ImportStatus.Failed(NOW, "broken", phase),
              new ImportStatus.Cancelled(NOW, phase == ImportPhase.RUN),
              new ImportStatus.Reverting(NOW),
              new ImportStatus.Reverted(NOW))) {
        Import now = imports().find(ruled.id()).orElseThrow();
        ImportStart start =
            new ImportStart(
                phase,
                NOW,
                Actor.Kind.USER,
                INA,
                "Ina",
                true,
                null,
                Scope.ALL,
                Set.of(),
                new UUID(8, 9));
        Import next =
            new Import(
                now.id(),
                now.revision().next(NOW),
                now.file(),
                now.format(),
                now.firstRow(),
                now.mapping(),
                now.rules(),
                now.owner(),
                start,
                status);
        assertThat(imports().find(update(next).id())).contains(next);
      }
    }
  }

  @Test
  default void a_stale_version_is_refused() {
    Import uploaded = add(1, INA);
    update(uploaded.cancel(NOW).orElseThrow().next());
    assertThat(
            storage()
                .transactions()
                .run(() -> imports().update(uploaded.cancel(NOW).orElseThrow().next())))
        .isEqualTo(Outcome.refused(new StaleVersion("import", uploaded.id().toString(), 1, 2)));
  }

  @Test
  default void a_file_comes_back_piece_by_piece() {
    ImportId id = id(1);
    byte[] large = new byte[1_000_000];
    new Random(1).nextBytes(large);
    imports().addPiece(id, 0, large, NOW);
    imports().addPiece(id, 1, new byte[] {0, -1, 7}, NOW);
    assertThat(imports().piece(id, 0).orElseThrow()).isEqualTo(large);
    assertThat(imports().piece(id, 1).orElseThrow()).isEqualTo(new byte[] {0, -1, 7});
    assertThat(imports().piece(id, 2)).isEmpty();
    assertThat(imports().piece(id(2), 0)).isEmpty();
  }

  @Test
  default void pieces_that_never_got_an_import_go_when_they_are_old() {
    Import kept = add(1, INA);
    imports().addPiece(kept.id(), 0, new byte[] {1}, NOW);
    imports().addPiece(id(2), 0, new byte[] {2}, NOW);
    imports().addPiece(id(3), 0, new byte[] {3}, NOW.plus(Duration.ofHours(2)));
    assertThat(imports().dropOrphanedPieces(NOW.plus(Duration.ofHours(1)))).isEqualTo(1);
    assertThat(imports().piece(kept.id(), 0)).isPresent();
    assertThat(imports().piece(id(2), 0)).isEmpty();
    assertThat(imports().piece(id(3), 0)).isPresent();
  }

  @Test
  default void imports_are_listed_newest_first_as_far_as_they_are_seen() {
    Import first = add(1, INA);
    Import second = add(2, BEN);
    Import third = add(3, INA);
    assertThat(imports().list(new Visibility.All(), null, 2)).containsExactly(third, second);
    assertThat(imports().list(new Visibility.All(), second.id(), 2)).containsExactly(first);
    assertThat(imports().list(new Visibility.OwnedBy(Set.of(INA)), null, 9))
        .containsExactly(third, first);
    assertThat(imports().list(new Visibility.OwnedBy(Set.of()), null, 9)).isEmpty();
  }

  @Test
  default void progress_and_problems_are_kept_together_step_by_step() {
    ImportId id = add(1, INA).id();
    assertThat(imports().progress(List.of(id), ImportPhase.RUN)).isEmpty();
    ImportProgress one = new ImportProgress(6, 2, 1, 1, 1, 1, 100);
    ImportProgress two = new ImportProgress(7, 2, 1, 1, 1, 2, 150);
    advance(id, ImportProgress.NONE, one, problem(3, "email"), problem(3, "phone"));
    advance(id, one, two, problem(4, ""));
    assertThat(imports().progress(List.of(id, id(9)), ImportPhase.RUN))
        .isEqualTo(Map.of(id, new Kept(two, NOW)));
    assertThat(problems(id))
        .containsExactly(problem(3, "email"), problem(3, "phone"), problem(4, ""));
    assertThat(imports().problems(id, ImportPhase.RUN, RowFate.SKIPPED, 0, 1))
        .containsExactly(problem(3, "email"), problem(3, "phone"));
    assertThat(imports().problems(id, ImportPhase.RUN, RowFate.SKIPPED, 3, 9))
        .containsExactly(problem(4, ""));
    assertThat(imports().problems(id, ImportPhase.RUN, RowFate.FAILED, 0, 9)).isEmpty();
  }

  @Test
  default void many_problems_come_back_in_the_order_of_the_file() {
    ImportId id = add(1, INA).id();
    List<ImportProblem> many = new ArrayList<>();
    for (int row = 1; row <= 1_500; row++) {
      many.add(problem(row, "email"));
    }
    advance(
        id,
        ImportProgress.NONE,
        new ImportProgress(1_500, 0, 0, 0, 0, 1_500, 1),
        many.toArray(ImportProblem[]::new));
    assertThat(problems(id)).isEqualTo(many);
  }

  @Test
  default void what_somebody_else_has_done_meanwhile_is_not_overwritten() {
    ImportId id = add(1, INA).id();
    ImportProgress one = new ImportProgress(1, 1, 0, 0, 0, 0, 10);
    advance(id, ImportProgress.NONE, one);
    assertThatThrownBy(() -> advance(id, ImportProgress.NONE, one))
        .isInstanceOf(IllegalStateException.class);
    ImportProgress two = new ImportProgress(2, 2, 0, 0, 0, 0, 20);
    advance(id, one, two);
    assertThatThrownBy(() -> advance(id, one, two)).isInstanceOf(IllegalStateException.class);
    assertThat(imports().progress(List.of(id), ImportPhase.RUN).get(id))
        .isEqualTo(new Kept(two, NOW));
  }

  @Test
  default void rows_and_claims_are_kept_for_each_phase_by_itself() {
    ImportId id = add(1, INA).id();
    ImportedRow created = new ImportedRow(1, 2, RowFate.CREATED, new UUID(1, 1), List.of(), 1);
    ImportedRow updated =
        new ImportedRow(
            3,
            4,
            RowFate.UPDATED,
            new UUID(1, 2),
            List.of(
                new FieldChange("company", "Acme \"1\"", null),
                new FieldChange("city", null, "Ulm\n")),
            7);
    ImportProgress progress = new ImportProgress(2, 1, 1, 0, 0, 0, 9);
    for (ImportPhase phase : List.of(ImportPhase.CHECK, ImportPhase.RUN)) {
      storage()
          .transactions()
          .always(() -> {
            imports()
                .advance(
                    id,
                    phase,
                    ImportProgress.NONE,
                    progress,
                    NOW,
                    new ImportStep(
                        List.of(),
                        List.of(created, updated),
                        List.of(),
                        Map.of("EMAIL a@x", 1L, "PHONE +1", 3L, "PHONE +2", 3L)));
            return id;
          });
    }
    assertThat(imports().rows(id, ImportPhase.RUN, null, 0, 9)).containsExactly(created, updated);
    assertThat(imports().rows(id, ImportPhase.RUN, null, 1, 9)).containsExactly(updated);
    assertThat(imports().rowsUpwards(id, ImportPhase.RUN, Long.MAX_VALUE, 9))
        .containsExactly(updated, created);
    assertThat(imports().rowsUpwards(id, ImportPhase.RUN, Long.MAX_VALUE, 1))
        .containsExactly(updated);
    assertThat(imports().rowsUpwards(id, ImportPhase.RUN, updated.row(), 9))
        .containsExactly(created);
    assertThat(imports().rows(id, ImportPhase.RUN, RowFate.UPDATED, 0, 9)).containsExactly(updated);
    assertThat(imports().claimed(id, ImportPhase.RUN, List.of("PHONE +1", "PHONE +9")))
        .isEqualTo(Map.of("PHONE +1", 3L));
    assertThat(imports().dropClaims(id, ImportPhase.RUN, 2)).isEqualTo(2);
    assertThat(imports().dropClaims(id, ImportPhase.RUN, 2)).isEqualTo(1);
    assertThat(imports().dropClaims(id, ImportPhase.RUN, 2)).isZero();
    imports().dropPhase(id, ImportPhase.RUN);
    assertThat(imports().rows(id, ImportPhase.RUN, null, 0, 9)).isEmpty();
    assertThat(imports().progress(List.of(id), ImportPhase.RUN)).isEmpty();
    assertThat(imports().rows(id, ImportPhase.CHECK, null, 0, 1)).containsExactly(created);
    assertThat(imports().claimed(id, ImportPhase.CHECK, List.of("EMAIL a@x"))).hasSize(1);
  }

  @Test
  default void taking_back_is_kept_step_by_step() {
    ImportId id = add(1, INA).id();
    RevertProgress one = RevertProgress.NONE.plus(2, 0, 1, 3);
    RevertProgress two = one.plus(0, 2, 0, 5);
    assertThat(imports().revertProgress(id)).isEmpty();
    revert(id, RevertProgress.NONE, one);
    revert(id, one, two);
    assertThat(imports().revertProgress(id)).contains(two);
    assertThatThrownBy(() -> revert(id, one, two)).isInstanceOf(IllegalStateException.class);
    List<ImportProblem> kept = new ArrayList<>();
    imports().eachProblem(id, ImportPhase.REVERT, kept::add);
    assertThat(kept).containsExactly(problem(3, "city"), problem(5, "city"));
  }

  private void revert(ImportId id, RevertProgress before, RevertProgress after) {
    storage()
        .transactions()
        .always(() -> {
          imports().advanceRevert(id, before, after, List.of(problem(after.lastRow(), "city")));
          return after;
        });
  }

  @Test
  default void a_deleted_import_leaves_nothing_and_takes_nothing_of_others() {
    Import gone = add(1, INA);
    Import stays = add(2, INA);
    for (Import each : List.of(gone, stays)) {
      imports().addPiece(each.id(), 0, new byte[] {1}, NOW);
      advance(
          each.id(),
          ImportProgress.NONE,
          new ImportProgress(1, 0, 0, 0, 0, 1, 1),
          problem(1, "email"));
    }
    storage()
        .transactions()
        .always(() -> {
          imports().delete(gone.id());
          return gone;
        });
    assertThat(imports().find(gone.id())).isEmpty();
    assertThat(imports().piece(gone.id(), 0)).isEmpty();
    assertThat(imports().progress(List.of(gone.id()), ImportPhase.RUN)).isEmpty();
    assertThat(problems(gone.id())).isEmpty();
    assertThat(imports().find(stays.id())).contains(stays);
    assertThat(imports().piece(stays.id(), 0)).isPresent();
    assertThat(problems(stays.id())).hasSize(1);
  }

  private ImportStore imports() {
    return storage().imports();
  }

  private static ImportId id(long number) {
    return new ImportId(SequentialIds.number(number));
  }

  private Import add(long number, UserId owner) {
    Import added =
        Import.upload(
                id(number),
                new ImportFile("Messe \"2026\".csv", 1_234, "0f".repeat(32)),
                Csv.written(Encoding.WINDOWS_1252, "\t", Csv.NO_QUOTE, Escape.BACKSLASH)
                    .startingAfter(2, 3),
                List.of("Käthe\t", "", "e\"mail"),
                new ImportMapping(
                    HeaderRow.PRESENT,
                    Map.of(
                        3,
                        ImportTarget.of(LeadField.EMAIL),
                        1,
                        ImportTarget.of(LeadField.GIVEN_NAME)),
                    Map.of(LeadField.SOURCE, "Messe „Köln“")),
                UpsertRules.USUAL,
                owner,
                NOW)
            .next();
    return kept(() -> imports().add(added));
  }

  private Import update(Import changed) {
    return kept(() -> imports().update(changed));
  }

  private void advance(
      ImportId id, ImportProgress before, ImportProgress after, ImportProblem... problems) {
    storage()
        .transactions()
        .always(() -> {
          imports()
              .advance(
                  id,
                  ImportPhase.RUN,
                  before,
                  after,
                  NOW,
                  new ImportStep(List.of(problems), List.of(), List.of(), Map.of()));
          return after;
        });
  }

  private static ImportProblem problem(long row, String field) {
    return new ImportProblem(
        row,
        row + 1,
        RowFate.SKIPPED,
        field,
        "some-code",
        "It is\nwrong.",
        "a\\,\"b\"\t€😀\r\n" + row);
  }

  private List<ImportProblem> problems(ImportId id) {
    List<ImportProblem> found = new ArrayList<>();
    imports().eachProblem(id, ImportPhase.RUN, found::add);
    return found;
  }
}

package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.ImportStore.Kept;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.lead.LeadField;
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
import org.junit.jupiter.api.Test;

/** What {@link ImportStore} promises. */
public interface ImportStoreContract extends StorageContract {

  Instant NOW = SettableClock.START;
  UserId INA = Actors.userId("Ina Importer");
  UserId BEN = Actors.userId("Ben Beside");

  @Test
  default void an_import_comes_back_as_it_was_in_every_state() {
    Import uploaded = add(1, INA);
    assertThat(imports().find(uploaded.id())).contains(uploaded);
    ImportStart start =
        new ImportStart(NOW, Actor.Kind.EXTERNAL, INA, "Ina Importer", false, new UUID(8, 8));
    Import running = update(uploaded.start(start, NOW).orElseThrow().next());
    assertThat(imports().find(uploaded.id())).contains(running);
    update(running.fail("the disk is full", NOW.plusSeconds(5)).orElseThrow().next());
    assertThat(imports().find(uploaded.id()).orElseThrow().status().name().name())
        .isEqualTo("FAILED");
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
    assertThat(imports().progress(List.of(id))).isEmpty();
    ImportProgress one = ImportProgress.NONE.plus(2, 1, 100);
    ImportProgress two = one.plus(0, 1, 150);
    advance(id, ImportProgress.NONE, one, problem(3, "email"), problem(3, "phone"));
    advance(id, one, two, problem(4, ""));
    assertThat(imports().progress(List.of(id, id(9)))).isEqualTo(Map.of(id, new Kept(two, NOW)));
    assertThat(problems(id))
        .containsExactly(problem(3, "email"), problem(3, "phone"), problem(4, ""));
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
        ImportProgress.NONE.plus(0, 1_500, 1),
        many.toArray(ImportProblem[]::new));
    assertThat(problems(id)).isEqualTo(many);
  }

  @Test
  default void what_somebody_else_has_done_meanwhile_is_not_overwritten() {
    ImportId id = add(1, INA).id();
    ImportProgress one = ImportProgress.NONE.plus(1, 0, 10);
    advance(id, ImportProgress.NONE, one);
    assertThatThrownBy(() -> advance(id, ImportProgress.NONE, one))
        .isInstanceOf(IllegalStateException.class);
    ImportProgress two = one.plus(1, 0, 20);
    advance(id, one, two);
    assertThatThrownBy(() -> advance(id, one, two)).isInstanceOf(IllegalStateException.class);
    assertThat(imports().progress(List.of(id)).get(id)).isEqualTo(new Kept(two, NOW));
  }

  @Test
  default void a_deleted_import_leaves_nothing_and_takes_nothing_of_others() {
    Import gone = add(1, INA);
    Import stays = add(2, INA);
    for (Import each : List.of(gone, stays)) {
      imports().addPiece(each.id(), 0, new byte[] {1}, NOW);
      advance(
          each.id(), ImportProgress.NONE, ImportProgress.NONE.plus(0, 1, 1), problem(1, "email"));
    }
    storage()
        .transactions()
        .always(() -> {
          imports().delete(gone.id());
          return gone;
        });
    assertThat(imports().find(gone.id())).isEmpty();
    assertThat(imports().piece(gone.id(), 0)).isEmpty();
    assertThat(imports().progress(List.of(gone.id()))).isEmpty();
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
                new CsvFormat(Encoding.WINDOWS_1252, '\t', CsvFormat.NO_QUOTE, true),
                List.of("Käthe\t", "", "e\"mail"),
                ImportMapping.ofFields(
                    HeaderRow.PRESENT, Map.of(3, LeadField.EMAIL, 1, LeadField.GIVEN_NAME)),
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
          imports().advance(id, before, after, NOW, List.of(problems));
          return after;
        });
  }

  private static ImportProblem problem(long row, String field) {
    return new ImportProblem(
        row, row + 1, field, "some-code", "It is\nwrong.", "a\\,\"b\"\t€😀\r\n" + row);
  }

  private List<ImportProblem> problems(ImportId id) {
    List<ImportProblem> found = new ArrayList<>();
    imports().eachProblem(id, found::add);
    return found;
  }
}

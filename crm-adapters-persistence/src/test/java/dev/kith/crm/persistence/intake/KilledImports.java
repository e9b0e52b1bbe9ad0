package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.KilledDatabases;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Imports whose process is killed without warning, and goes on in the next. */
final class KilledImports {

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  private KilledImports() {}

  /** What is left when an import has come to its end. */
  interface End<E> {
    E of(Crm crm, Storage storage, ImportId id);
  }

  /** Says the id of an import that runs, and each number of rows that are seen to be done. */
  static void tell(Crm crm, ImportId id, int all) {
    System.out.println("import " + id);
    long seen = 0;
    while (seen < all) {
      long rows = view(crm, id).progress().rows();
      if (rows > seen) {
        System.out.println("rows " + rows);
        seen = rows;
      }
    }
  }

  /** How an import ends that nothing disturbs. */
  static <E> E undisturbed(Function<Crm, ImportId> begin, End<E> end) {
    try (Storage storage = JooqStorage.open(Databases.h2FileWithTables())) {
      Crm crm = Crm.on(storage).background(false).start();
      ImportId id = begin.apply(crm);
      crm.runDue();
      return end.of(crm, storage, id);
    }
  }

  /**
   * Kills a process that {@linkplain #tell tells} of its import, goes on with it, and answers how
   * it ends.
   *
   * @param before after so many rows
   */
  static <E> E goneOnWith(
      Class<?> process, List<String> database, int before, int all, End<E> end) {
    String[] arguments = database.toArray(String[]::new);
    ImportId killed = untilKilled(process, before, arguments);
    try (Storage storage = JooqStorage.open(KilledDatabases.settings(arguments))) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      ImportView found = view(crm, killed);
      assertThat(found.status().name()).isEqualTo(ImportStatus.Name.RUNNING);
      // H2 shows a commit to others a moment before it is on the disk, so the last that was seen
      // may be gone.
      assertThat(found.progress().rows()).isBetween(1L, all - 1L);
      crm.runDue();
      return end.of(crm, storage, killed);
    }
  }

  private static ImportId untilKilled(Class<?> process, int rows, String... database) {
    try (OtherProcess importer = OtherProcess.running(process, database)) {
      importer.says(
          line -> line.startsWith("rows ") && Integer.parseInt(line.substring(5)) >= rows, 1);
      importer.kill();
      return importer.said().stream()
          .filter(line -> line.startsWith("import "))
          .map(line -> new ImportId(UUID.fromString(line.substring(7))))
          .findFirst()
          .orElseThrow();
    }
  }

  static ImportView view(Crm crm, ImportId id) {
    return crm.as(Actor.SYSTEM).imports().get(id).orElseThrow();
  }

  static List<ImportProblem> problems(Crm crm, ImportId id) {
    List<ImportProblem> problems = new ArrayList<>();
    crm.as(Actor.SYSTEM).imports().errors(id, problems::add).orElseThrow();
    return problems;
  }

  /** Entries of the audit trail of actions that begin so. */
  static long entries(Storage storage, String action) {
    long[] entries = {0};
    storage.audit().eachInChainOrder(e -> entries[0] += e.action().startsWith(action) ? 1 : 0);
    return entries[0];
  }
}

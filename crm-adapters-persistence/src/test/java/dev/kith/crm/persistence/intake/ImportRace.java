package dev.kith.crm.persistence.intake;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.testkit.Beside;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Two workers who import at the same time. */
final class ImportRace {

  private ImportRace() {}

  /**
   * What became of the imports.
   *
   * @param before what has to be there
   * @param begin has a worker begin an import
   */
  static List<ImportView> run(
      Storage storage, Consumer<Crm> before, Function<Crm, ImportId> begin) {
    SettableClock clock = SettableClock.atStart();
    List<Crm> workers =
        IntStream.range(0, 2)
            .mapToObj(i -> Crm.on(storage).clock(clock).background(false).start())
            .toList();
    before.accept(workers.getFirst());
    List<ImportId> imports = workers.stream().map(begin).toList();
    Beside.all(
        workers.size(),
        i -> {
          workers.get(i).runDue();
          return i;
        });
    // Who lost too many races in a row gave its import back, and has it again a little later.
    clock.advance(Duration.ofHours(1));
    workers.getFirst().runDue();
    return imports.stream()
        .map(id -> workers.getFirst().as(Actor.SYSTEM).imports().get(id).orElseThrow())
        .toList();
  }
}

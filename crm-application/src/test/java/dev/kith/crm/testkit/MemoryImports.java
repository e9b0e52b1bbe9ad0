package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class MemoryImports implements ImportStore {

  private record Place(ImportId id, long number) {}

  private record Piece(byte[] bytes, Instant at) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<ImportId, Import> imports;
  private final MemoryTable<Place, Piece> pieces;
  private final MemoryTable<ImportId, Kept> progress;

  /**
   * The problems of an import, as they were added: a list per step, so that a step is undone as a
   * whole.
   */
  private final MemoryTable<Place, List<ImportProblem>> problems;

  MemoryImports(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.imports = new MemoryTable<>(transactions);
    this.pieces = new MemoryTable<>(transactions);
    this.progress = new MemoryTable<>(transactions);
    this.problems = new MemoryTable<>(transactions);
  }

  @Override
  public Optional<Import> find(ImportId id) {
    return imports.find(id);
  }

  @Override
  public Outcome<Import> add(Import added) {
    return transactions.alone(() -> {
      if (imports.find(added.id()).isPresent()) {
        throw new IllegalStateException("there is an import " + added.id() + " already");
      }
      imports.put(added.id(), added);
      return Outcome.done(added);
    });
  }

  @Override
  public Outcome<Import> update(Import changed) {
    return transactions.alone(() -> {
      Import stored = imports.find(changed.id()).orElse(null);
      if (stored == null) {
        return Outcome.refused(NotFound.of("import", changed.id().value()));
      }
      long expected = changed.revision().version() - 1;
      if (stored.revision().version() != expected) {
        return Outcome.refused(
            new StaleVersion(
                "import", changed.id().toString(), expected, stored.revision().version()));
      }
      imports.put(changed.id(), changed);
      return Outcome.done(changed);
    });
  }

  @Override
  public void addPiece(ImportId id, int number, byte[] bytes, Instant now) {
    pieces.put(new Place(id, number), new Piece(bytes.clone(), now));
  }

  @Override
  public Optional<byte[]> piece(ImportId id, int number) {
    return pieces.find(new Place(id, number)).map(p -> p.bytes().clone());
  }

  @Override
  public void dropPieces(ImportId id) {
    removeAll(pieces, id);
  }

  @Override
  public int dropOrphanedPieces(Instant before) {
    return transactions.alone(() -> {
      int dropped = 0;
      for (Place place : pieces.keys()) {
        boolean old = pieces.find(place).orElseThrow().at().isBefore(before);
        if (old && imports.find(place.id()).isEmpty()) {
          pieces.remove(place);
          dropped++;
        }
      }
      return dropped;
    });
  }

  @Override
  public List<Import> list(Visibility visible, @Nullable ImportId after, int limit) {
    return imports.all().stream()
        .filter(i -> visible.reaches(i.owner()))
        .sorted(Comparator.comparing((Import i) -> i.id().toString()).reversed())
        .filter(i -> after == null || i.id().toString().compareTo(after.toString()) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Map<ImportId, Kept> progress(Collection<ImportId> ids) {
    Map<ImportId, Kept> found = new HashMap<>();
    ids.forEach(id -> progress.find(id).ifPresent(kept -> found.put(id, kept)));
    return found;
  }

  @Override
  public void advance(
      ImportId id,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      List<ImportProblem> added) {
    transactions.alone(() -> {
      ImportProgress stored = progress.find(id).map(Kept::progress).orElse(ImportProgress.NONE);
      if (!stored.equals(before)) {
        throw new IllegalStateException("import " + id + " is at " + stored + ", not at " + before);
      }
      progress.put(id, new Kept(after, at));
      if (!added.isEmpty()) {
        problems.put(new Place(id, added.getFirst().row()), List.copyOf(added));
      }
      return after;
    });
  }

  @Override
  public void eachProblem(ImportId id, Consumer<ImportProblem> visitor) {
    List<ImportProblem> found = new ArrayList<>();
    transactions.alone(() -> {
      for (Place place : problems.keys()) {
        if (place.id().equals(id)) {
          found.addAll(problems.find(place).orElseThrow());
        }
      }
      return found;
    });
    found.sort(Comparator.comparingLong(ImportProblem::row));
    found.forEach(visitor);
  }

  @Override
  public void delete(ImportId id) {
    transactions.alone(() -> {
      imports.remove(id);
      progress.remove(id);
      removeAll(pieces, id);
      removeAll(problems, id);
      return id;
    });
  }

  private <V> void removeAll(MemoryTable<Place, V> table, ImportId id) {
    transactions.alone(() -> {
      table.keys().stream().filter(p -> p.id().equals(id)).forEach(table::remove);
      return id;
    });
  }
}

package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStep;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MemoryImports implements ImportStore {

  private record Place(ImportId id, long number) {}

  private record Phase(ImportId id, ImportPhase phase) {}

  private record Claim(Phase phase, String key) {}

  private record RowPlace(Phase phase, long row) {}

  private record Aside(ImportedRow row, @Nullable ReviewDecision decision) {}

  private record Piece(byte[] bytes, Instant at) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<ImportId, Import> imports;
  private final MemoryTable<Place, Piece> pieces;
  private final MemoryTable<Phase, Kept> progress;
  private final MemoryTable<ImportId, RevertProgress> reverts;
  private final MemoryTable<Claim, Long> claims;
  private final MemoryTable<RowPlace, ImportedRow> rows;
  private final MemoryTable<Place, Aside> aside;

  /** The problems of a row together. */
  private final MemoryTable<RowPlace, List<ImportProblem>> problems;

  MemoryImports(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.imports = new MemoryTable<>(transactions);
    this.pieces = new MemoryTable<>(transactions);
    this.progress = new MemoryTable<>(transactions);
    this.reverts = new MemoryTable<>(transactions);
    this.claims = new MemoryTable<>(transactions);
    this.rows = new MemoryTable<>(transactions);
    this.aside = new MemoryTable<>(transactions);
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
  public Map<ImportId, Kept> progress(Collection<ImportId> ids, ImportPhase phase) {
    Map<ImportId, Kept> found = new HashMap<>();
    ids.forEach(id -> progress.find(new Phase(id, phase)).ifPresent(kept -> found.put(id, kept)));
    return found;
  }

  @Override
  public void advance(
      ImportId id,
      ImportPhase phase,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      ImportStep step) {
    transactions.alone(() -> {
      Phase of = new Phase(id, phase);
      ImportProgress stored = progress.find(of).map(Kept::progress).orElse(ImportProgress.NONE);
      if (!stored.equals(before)) {
        throw new IllegalStateException("import " + id + " is at " + stored + ", not at " + before);
      }
      progress.put(of, new Kept(after, at));
      step.rows().forEach(row -> rows.put(new RowPlace(of, row.row()), row));
      step.aside().forEach(row -> aside.put(new Place(id, row.row()), new Aside(row, null)));
      step.claims().forEach((key, row) -> claims.put(new Claim(of, key), row));
      add(of, step.problems());
      return after;
    });
  }

  private void add(Phase of, List<ImportProblem> added) {
    added.stream()
        .collect(Collectors.groupingBy(ImportProblem::row))
        .forEach((row, ofRow) -> problems.put(new RowPlace(of, row), ofRow));
  }

  @Override
  public Map<String, Long> claimed(ImportId id, ImportPhase phase, Collection<String> keys) {
    Map<String, Long> found = new HashMap<>();
    Phase of = new Phase(id, phase);
    keys.forEach(key -> claims.find(new Claim(of, key)).ifPresent(row -> found.put(key, row)));
    return found;
  }

  @Override
  public int dropClaims(ImportId id, ImportPhase phase, int most) {
    Phase of = new Phase(id, phase);
    return transactions.alone(() -> {
      List<Claim> dropped =
          claims.keys().stream().filter(c -> c.phase().equals(of)).limit(most).toList();
      dropped.forEach(claims::remove);
      return dropped.size();
    });
  }

  @Override
  public void dropPhase(ImportId id, ImportPhase phase) {
    Phase of = new Phase(id, phase);
    transactions.alone(() -> {
      progress.remove(of);
      claims.keys().stream().filter(c -> c.phase().equals(of)).forEach(claims::remove);
      rows.keys().stream().filter(r -> r.phase().equals(of)).forEach(rows::remove);
      problems.keys().stream().filter(p -> p.phase().equals(of)).forEach(problems::remove);
      return id;
    });
  }

  @Override
  public void eachProblem(ImportId id, ImportPhase phase, Consumer<ImportProblem> visitor) {
    Phase of = new Phase(id, phase);
    List<ImportProblem> found = new ArrayList<>();
    transactions.alone(() -> {
      for (RowPlace place : problems.keys()) {
        if (place.phase().equals(of)) {
          found.addAll(problems.find(place).orElseThrow());
        }
      }
      return found;
    });
    found.sort(Comparator.comparingLong(ImportProblem::row));
    found.forEach(visitor);
  }

  @Override
  public List<ImportProblem> problems(
      ImportId id, ImportPhase phase, RowFate fate, long after, int limit) {
    Phase of = new Phase(id, phase);
    return transactions.alone(() ->
        problems.keys().stream()
            .filter(place -> place.phase().equals(of) && place.row() > after)
            .sorted(Comparator.comparingLong(RowPlace::row))
            .map(place -> problems.find(place).orElseThrow())
            .filter(ofRow -> ofRow.getFirst().fate() == fate)
            .limit(limit)
            .flatMap(List::stream)
            .toList());
  }

  @Override
  public List<ImportedRow> rows(
      ImportId id, ImportPhase phase, @Nullable RowFate fate, long after, int limit) {
    Phase of = new Phase(id, phase);
    return transactions.alone(() ->
        rows.keys().stream()
            .filter(place -> place.phase().equals(of) && place.row() > after)
            .sorted(Comparator.comparingLong(RowPlace::row))
            .map(place -> rows.find(place).orElseThrow())
            .filter(row -> fate == null || row.fate() == fate)
            .limit(limit)
            .toList());
  }

  @Override
  public List<ImportedRow> rowsUpwards(ImportId id, ImportPhase phase, long before, int limit) {
    return rows(id, phase, null, 0, Integer.MAX_VALUE).reversed().stream()
        .filter(row -> row.row() < before)
        .limit(limit)
        .toList();
  }

  @Override
  public List<ImportedRow> putAside(ImportId id, boolean open, long after, int limit) {
    return transactions.alone(() ->
        aside.keys().stream()
            .filter(place -> place.id().equals(id) && place.number() > after)
            .sorted(Comparator.comparingLong(Place::number))
            .map(place -> aside.find(place).orElseThrow())
            .filter(row -> !open || row.decision() == null)
            .limit(limit)
            .map(Aside::row)
            .toList());
  }

  @Override
  public List<ImportedRow> undecided(ImportId id, Collection<Long> wanted) {
    return putAside(id, true, 0, Integer.MAX_VALUE).stream()
        .filter(row -> wanted.contains(row.row()))
        .toList();
  }

  @Override
  public Map<ReviewDecision, Long> decided(ImportId id) {
    return transactions.alone(() ->
        aside.keys().stream()
            .filter(place -> place.id().equals(id))
            .map(place -> aside.find(place).orElseThrow())
            .filter(row -> row.decision() != null)
            .collect(
                Collectors.groupingBy(
                    row -> Objects.requireNonNull(row.decision()), Collectors.counting())));
  }

  @Override
  public void decide(
      ImportId id,
      Map<Long, ReviewDecision> decisions,
      List<ImportedRow> taken,
      UserId by,
      Instant at) {
    transactions.alone(() -> {
      decisions.forEach((row, decision) -> {
        Place place = new Place(id, row);
        Aside now = aside.find(place).filter(a -> a.decision() == null).orElse(null);
        if (now == null) {
          throw new ConcurrentChangeException(
              "somebody has decided", new IllegalStateException("row " + row));
        }
        aside.put(place, new Aside(now.row(), decision));
      });
      Phase run = new Phase(id, ImportPhase.RUN);
      taken.forEach(row -> rows.put(new RowPlace(run, row.row()), row));
      return id;
    });
  }

  @Override
  public Optional<Import> findLocked(ImportId id) {
    return find(id);
  }

  @Override
  public Optional<RevertProgress> revertProgress(ImportId id) {
    return reverts.find(id);
  }

  @Override
  public void advanceRevert(
      ImportId id, RevertProgress before, RevertProgress after, List<ImportProblem> kept) {
    transactions.alone(() -> {
      RevertProgress stored = reverts.find(id).orElse(RevertProgress.NONE);
      if (!stored.equals(before)) {
        throw new IllegalStateException("import " + id + " is at " + stored + ", not at " + before);
      }
      reverts.put(id, after);
      add(new Phase(id, ImportPhase.REVERT), kept);
      return after;
    });
  }

  @Override
  public void delete(ImportId id) {
    transactions.alone(() -> {
      imports.remove(id);
      reverts.remove(id);
      for (ImportPhase phase : ImportPhase.values()) {
        dropPhase(id, phase);
      }
      removeAll(pieces, id);
      removeAll(aside, id);
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

package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Records of one kind as rows leave them: those that were read, and over them those that were added
 * and changed. What was not read beforehand is read when somebody asks for it.
 *
 * <p>What is unique of a record stands under keys that begin with what it is, as those of {@link
 * dev.kith.crm.application.intake.rows.RecordRows#keys}.
 */
public abstract class StoreInHand<I, A extends Aggregate> implements AggregateStore<I, A> {

  private final RowsInOneGo rows;
  private final Function<UUID, I> id;
  private final Map<I, Optional<A>> stored = new HashMap<>();
  private final Map<I, List<A>> states = new LinkedHashMap<>();
  private final Map<String, Optional<I>> holders = new HashMap<>();

  StoreInHand(RowsInOneGo rows, Function<UUID, I> id) {
    this.rows = rows;
    this.id = id;
  }

  /** What is unique of the record, and how others are refused that want the same. */
  abstract Map<String, Function<UUID, Refusal>> unique(A record);

  abstract List<A> readHolders(Set<String> keys);

  abstract Optional<A> read(I wanted);

  abstract List<A> readAll(Collection<I> wanted);

  /** A new record is about to be kept. */
  void isBorn(A record) {}

  /** The record was read, or has come to another state. */
  void came(A next) {}

  final void orElse(Runnable undo) {
    rows.orElse(undo);
  }

  /** Reads who has these keys, in one go. */
  public final void meet(Collection<String> keys) {
    Set<String> unknown = new HashSet<>(keys);
    unknown.removeAll(holders.keySet());
    if (!unknown.isEmpty()) {
      unknown.forEach(key -> holders.put(key, Optional.empty()));
      learn(readHolders(unknown));
    }
  }

  /** Reads these records, in one go. */
  public final void meetAll(Collection<UUID> wanted) {
    List<I> unknown = wanted.stream().distinct().map(id).filter(one -> !isKnown(one)).toList();
    if (!unknown.isEmpty()) {
      learn(readAll(unknown));
      learnMissing(unknown);
    }
  }

  /** Who has one of these keys. */
  final List<A> holders(Collection<String> keys) {
    meet(keys);
    return keys.stream()
        .flatMap(key -> Objects.requireNonNull(holders.get(key)).stream())
        .distinct()
        .flatMap(key -> find(key).stream())
        .toList();
  }

  /** Reads where the audit trails of those that were read stand, since they are to be changed. */
  public final void meetChains() {
    rows.chains()
        .meet(stored.values().stream().flatMap(Optional::stream).map(Aggregate::subject).toList());
  }

  final void learn(Collection<A> found) {
    for (A record : found) {
      I key = idOf(record);
      stored.putIfAbsent(key, Optional.of(record));
      A now = find(key).orElseThrow();
      unique(now).keySet().forEach(held -> holders.put(held, Optional.of(key)));
      came(now);
    }
  }

  final void learnMissing(Collection<I> wanted) {
    wanted.forEach(one -> stored.putIfAbsent(one, Optional.empty()));
  }

  final boolean isKnown(I wanted) {
    return states.containsKey(wanted) || stored.containsKey(wanted);
  }

  final boolean isStored(I wanted) {
    return stored.getOrDefault(wanted, Optional.empty()).isPresent();
  }

  final Collection<I> known() {
    return stored.keySet();
  }

  final I idOf(A record) {
    return id.apply(record.subject().id());
  }

  @Override
  public final Optional<A> find(I wanted) {
    List<A> course = states.get(wanted);
    if (course != null) {
      return Optional.of(course.getLast());
    }
    Optional<A> known = stored.get(wanted);
    if (known == null) {
      known = read(wanted);
      stored.put(wanted, known);
    }
    return known;
  }

  @Override
  public final Outcome<A> add(A record) {
    return unlessTaken(
        record,
        () -> {
          I key = idOf(record);
          stored.put(key, Optional.empty());
          rows.chains().begin(record.subject());
          isBorn(record);
          keep(key, record, Map.of());
        });
  }

  @Override
  public final Outcome<A> update(A record) {
    I key = idOf(record);
    A before = find(key).orElse(null);
    long actual = before == null ? 0 : before.revision().version();
    long expected = record.revision().version() - 1;
    if (before == null || actual != expected) {
      Subject subject = record.subject();
      return Outcome.refused(
          new StaleVersion(subject.type(), subject.id().toString(), expected, actual));
    }
    return unlessTaken(record, () -> keep(key, record, unique(before)));
  }

  private Outcome<A> unlessTaken(A record, Runnable keep) {
    Map<String, Function<UUID, Refusal>> wanted = unique(record);
    meet(wanted.keySet());
    for (var one : wanted.entrySet()) {
      Optional<I> holder = Objects.requireNonNull(holders.get(one.getKey()));
      if (holder.isPresent() && !holder.get().equals(idOf(record))) {
        UUID taken = find(holder.get()).orElseThrow().subject().id();
        return Outcome.refused(one.getValue().apply(taken));
      }
    }
    keep.run();
    return Outcome.done(record);
  }

  private void keep(I key, A next, Map<String, Function<UUID, Refusal>> given) {
    given.keySet().forEach(held -> hold(held, Optional.empty()));
    unique(next).keySet().forEach(held -> hold(held, Optional.of(key)));
    states.computeIfAbsent(key, first -> new ArrayList<>()).add(next);
    orElse(() -> {
      List<A> course = Objects.requireNonNull(states.get(key));
      course.removeLast();
      if (course.isEmpty()) {
        states.remove(key);
      }
    });
    came(next);
  }

  private void hold(String key, Optional<I> holder) {
    Optional<I> before = holders.put(key, holder);
    orElse(() -> holders.put(key, before == null ? Optional.empty() : before));
  }

  /** How many records more than in the database are such that this holds. */
  final long arrivals(Predicate<A> holds) {
    long arrivals = 0;
    for (var course : states.entrySet()) {
      if (holds.test(course.getValue().getLast())) {
        arrivals++;
      }
      if (stored.getOrDefault(course.getKey(), Optional.empty()).filter(holds).isPresent()) {
        arrivals--;
      }
    }
    return arrivals;
  }

  final List<Course<A>> courses() {
    return states.entrySet().stream()
        .map(course ->
            new Course<>(
                stored.getOrDefault(course.getKey(), Optional.empty()).orElse(null),
                course.getValue()))
        .toList();
  }

  /** The parts of keys behind what they begin with. */
  static Set<String> of(String kind, Collection<String> keys) {
    Set<String> texts = new HashSet<>();
    for (String key : keys) {
      if (key.startsWith(kind + " ")) {
        texts.add(key.substring(kind.length() + 1));
      }
    }
    return texts;
  }

  public abstract void save();
}

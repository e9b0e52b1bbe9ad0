package dev.kith.crm.application.assignment;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assigner;
import dev.kith.crm.domain.assignment.Assigner.Decision;
import dev.kith.crm.domain.assignment.Assigner.TurnTaken;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentEvent;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.Standing;
import dev.kith.crm.domain.assignment.Turns;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pool giving records, one after the other, within the run that locked it. How its members
 * stand is read once; what each gets in the round counts for those that come after it. Nothing is
 * kept before {@link #save}.
 */
public final class PoolRound {

  private final Kernel kernel;
  private final Context context;
  private final AssignmentPool pool;
  private final PoolTerms terms;
  private final Standing standing;
  private final Function<Subject, Outcome<Candidate>> known;
  private final Map<Subject, Candidate> asked = new HashMap<>();
  private final Map<UserId, Long> today;
  private final Map<UserId, Long> open;
  private final Map<String, Turns> turns = new HashMap<>();
  private final List<Assignment> made = new ArrayList<>();

  /**
   * @param terms of the pool, with who is absent by others
   * @param known what is known of a record that somebody may see
   */
  PoolRound(
      Kernel kernel,
      Context context,
      AssignmentPool pool,
      PoolTerms terms,
      Standing standing,
      Function<Subject, Outcome<Candidate>> known) {
    this.kernel = kernel;
    this.context = context;
    this.pool = pool;
    this.terms = terms;
    this.standing = standing;
    this.known = known;
    this.today = new HashMap<>(standing.today());
    this.open = new HashMap<>(standing.open());
  }

  /**
   * What is known of the record that something is about, as far as {@link Action#VIEW} lets the
   * actor see it; asked once for each.
   */
  public Candidate about(Subject record) {
    return asked.computeIfAbsent(
        record,
        each ->
            known.apply(each) instanceof Outcome.Done<Candidate>(var there)
                ? there
                : Candidate.UNKNOWN);
  }

  /**
   * Gives the next record.
   *
   * @param holder who has it so far; null for nobody
   * @param origin see {@link Assignment#origin()}
   * @param giving gives it to a user, or to nobody where nobody can take it; where that is refused,
   *     it was nobody's turn
   * @param given which record it is
   */
  public <T> Outcome<T> give(
      Candidate candidate,
      @Nullable UserId holder,
      @Nullable String origin,
      Function<@Nullable UserId, Outcome<T>> giving,
      Function<T, Subject> given) {
    Decision decision = decide(candidate);
    return giving
        .apply(decision.choice().user())
        .map(done -> {
          keep(given.apply(done), decision, holder, origin);
          return done;
        });
  }

  /** Who would get such a record next. */
  Decision decide(Candidate candidate) {
    return Assigner.choose(
        terms,
        candidate,
        new Standing(
            standing.able(), standing.hours(), standing.zone(), today, open, this::turnsOf),
        kernel.now());
  }

  private Turns turnsOf(String lane) {
    Turns taken = turns.get(lane);
    return taken == null ? standing.turns().apply(lane) : taken;
  }

  private void keep(
      Subject record, Decision decision, @Nullable UserId holder, @Nullable String origin) {
    Assignment assignment =
        new Assignment(
            new AssignmentId(kernel.ids().next()),
            pool.id(),
            pool.name(),
            record,
            decision.choice(),
            origin,
            kernel.now());
    made.add(assignment);
    TurnTaken turn = decision.turn();
    if (turn != null) {
      turns.put(turn.lane(), turn.after());
    }
    UserId user = assignment.user();
    if (user != null) {
      today.merge(user, 1L, Long::sum);
      if (!user.equals(holder)) {
        open.merge(user, 1L, Long::sum);
        if (holder != null) {
          open.computeIfPresent(holder, (other, count) -> Math.max(0, count - 1));
        }
      }
    }
  }

  /** What was given so far, in its order. */
  List<Assignment> made() {
    return made;
  }

  /** Keeps whose turns it was, and what was given with its reasons. */
  public void save() {
    if (made.isEmpty()) {
      return;
    }
    Instant now = kernel.now();
    turns.forEach((lane, after) -> kernel.storage().assignmentPools().save(pool.id(), lane, after));
    kernel.storage().assignments().addAll(made);
    kernel
        .announcing()
        .append(context, made.stream().map(PoolRound::event).toList(), pool.revision().seen(now));
  }

  private static DomainEvent event(Assignment assignment) {
    return new AssignmentEvent.Made(
        assignment.pool(),
        assignment.id(),
        assignment.record(),
        assignment.user(),
        assignment.choice().how().kind());
  }
}

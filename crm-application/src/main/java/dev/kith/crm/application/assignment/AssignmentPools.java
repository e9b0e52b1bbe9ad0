package dev.kith.crm.application.assignment;

import dev.kith.crm.application.assignment.Assignments.Explained;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pools of users from whom records are assigned. Looking and trying needs {@code assignment:view},
 * keeping pools {@code assignment:administer} on all records. Each can be refused with {@code
 * forbidden}, those on a pool also with {@code not-found} and {@code stale-version}.
 */
public interface AssignmentPools {

  int MOST_POOLS = 200;

  /**
   * A record that is to be given to somebody.
   *
   * @param language of the people behind it, where whoever asks knows it
   * @param origin what makes it, such as {@code rule/7/event/9}; a second request with it is
   *     answered with the first assignment, and nothing is done. Null where a person asks.
   */
  record Assign(Subject record, @Nullable Language language, @Nullable String origin) {
    public Assign(Subject record) {
      this(record, null, null);
    }
  }

  /**
   * A record that might come.
   *
   * @param record null for one of which nothing is known but the country and the language
   */
  record Trial(@Nullable Subject record, @Nullable Country country, @Nullable Language language) {

    /** What is said counts before what the record says. */
    Candidate with(Candidate known) {
      return new Candidate(
          country == null ? known.country() : country,
          language == null ? known.language() : language,
          known.owner(),
          known.ofCompany());
    }
  }

  /** By name. */
  Outcome<List<AssignmentPool>> list();

  Outcome<AssignmentPool> get(AssignmentPoolId id);

  /**
   * What is wrong with a pool by itself, without doing anything; whether whom it names exists is
   * looked at only when it is kept.
   */
  List<Violation> problemsOf(PoolTerms terms);

  /** Refused with {@code invalid} and {@code name-taken}, as is the next. */
  Outcome<AssignmentPool> setUp(PoolTerms terms);

  /** Where members or weights are others now, turns begin anew. */
  Outcome<AssignmentPool> rewrite(AssignmentPoolId id, PoolTerms terms);

  Outcome<AssignmentPool> delete(AssignmentPoolId id);

  /**
   * Gives a record to somebody of the pool. Where nobody can take it, it stays with whom it is, and
   * that is kept, too. Refused with {@code pool-inactive}, and with whatever giving the record to a
   * user is refused with, for which the same permission is needed.
   */
  Outcome<Assignment> assign(AssignmentPoolId id, Assign command);

  /** Who would get a record now, and why; nothing is done. */
  Outcome<Explained> tryOut(AssignmentPoolId id, Trial trial);
}

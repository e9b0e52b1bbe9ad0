package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.application.intake.duplicates.DuplicateCheck.Match;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What looks like a record among those that may, whatever kind they are of. */
record Alike(DuplicateMatcher matcher, Visibility visible) {

  /** So many are compared at most, those that share the most keys. */
  static final int COMPARED = 60;

  /**
   * One that may be the same.
   *
   * @param company null where it has none, or it is hidden
   */
  record Possible(
      UUID id,
      @Nullable UserId owner,
      String name,
      @Nullable String company,
      Fingerprint fingerprint) {}

  /**
   * A record and one that may be the same.
   *
   * @param own of the record, as it is best compared with this candidate
   */
  record Pair(Fingerprint own, Possible candidate) {}

  DuplicateCheck check(Fingerprint own, Stream<Possible> candidates) {
    return check(candidates.map(candidate -> new Pair(own, candidate)));
  }

  DuplicateCheck check(Stream<Pair> pairs) {
    List<Compared> alike =
        pairs
            .map(p ->
                new Compared(
                    p.candidate,
                    visible.reaches(p.candidate.owner()),
                    matcher.compare(p.own, p.candidate.fingerprint())))
            .filter(Compared::counts)
            .sorted(Comparator.comparingDouble((Compared c) -> -c.score.weight()))
            .toList();
    return new DuplicateCheck(
        alike.isEmpty() ? MatchDecision.NONE : alike.getFirst().score.decision(),
        alike.stream().filter(c -> c.visible).limit(Duplicates.MOST).map(Compared::match).toList(),
        alike.stream().anyMatch(c -> !c.visible));
  }

  private record Compared(Possible candidate, boolean visible, MatchScore score) {

    /** Of records that cannot be seen, only what making one would give away as well. */
    boolean counts() {
      return visible
          ? score.decision() != MatchDecision.NONE
          : score.decision() == MatchDecision.BLOCK;
    }

    Match match() {
      return new Match(
          candidate.id(),
          candidate.name(),
          candidate.company(),
          score.weight(),
          score.percent(),
          score.decision(),
          score.reasons());
    }
  }
}

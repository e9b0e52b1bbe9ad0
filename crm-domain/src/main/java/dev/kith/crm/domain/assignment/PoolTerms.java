package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pool says.
 *
 * @param active whether it can be assigned from
 * @param strategy by which one is chosen of those who can take it
 * @param stickyOwner whether whoever has the record, or others of its company, gets it if they can
 * @param territory whether the territories of members matter
 * @param language whether their languages do
 * @param calendar in whose hours members work who name none of their own, and on whose clock a day
 *     begins; null for any time, and for the clock of the default calendar
 * @param fallback who gets what nobody in the pool can take; null for nobody
 * @param members the first is preferred where nothing else decides
 */
public record PoolTerms(
    @Nullable String name,
    boolean active,
    Strategy strategy,
    boolean stickyOwner,
    Matching territory,
    Matching language,
    @Nullable BusinessCalendarId calendar,
    @Nullable UserId fallback,
    List<PoolMember> members) {

  public static final int LONGEST_NAME = 100;
  public static final int MOST_MEMBERS = 200;

  /**
   * The same, where whoever is out of office by any of the pools is so by this one: people are
   * away, not members.
   */
  public PoolTerms withAbsencesOf(Collection<PoolTerms> all) {
    ImmutableListMultimap.Builder<UserId, OutOfOffice> away = ImmutableListMultimap.builder();
    for (PoolTerms other : all) {
      other.members.forEach(member -> away.putAll(member.user(), member.outOfOffice()));
    }
    ImmutableListMultimap<UserId, OutOfOffice> known = away.build();
    return new PoolTerms(
        name,
        active,
        strategy,
        stickyOwner,
        territory,
        language,
        calendar,
        fallback,
        members.stream().map(member -> member.alsoAway(known.get(member.user()))).toList());
  }

  /** How one is chosen of those who can take a record. */
  public enum Strategy {
    /** In turn, each as often as their weight says; see {@link Turns}. */
    WEIGHTED_ROUND_ROBIN,
    /** Whoever has the fewest open records of the kind, in proportion to their weight. */
    LEAST_LOAD
  }

  /** Whether what members take has to fit the record. What is not known of it fits everybody. */
  public enum Matching {
    OFF,
    /** Those who fit, if any of them can take it. */
    PREFERRED,
    /** Only those who fit. */
    REQUIRED
  }

  public PoolTerms {
    members = ImmutableList.copyOf(members);
  }

  /** The usual ones: active, in turn, nothing else matters. */
  public static PoolTerms of(String name, List<PoolMember> members) {
    return new PoolTerms(
        name,
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        false,
        Matching.OFF,
        Matching.OFF,
        null,
        null,
        members);
  }

  /** The same, tidied up. Refused with {@code invalid}, every problem listed. */
  public Outcome<PoolTerms> read() {
    Checks checks = new Checks();
    String goodName = checks.text("name", name, LONGEST_NAME, false);
    if (goodName == null) {
      checks.add("name", "required", "A pool needs a name.");
    }
    if (members.isEmpty()) {
      checks.add("members", "required", "A pool needs a member.");
    }
    if (members.size() > MOST_MEMBERS) {
      checks.add("members", "too-many", "A pool has at most " + MOST_MEMBERS + " members.");
    }
    Set<UserId> seen = new HashSet<>();
    List<PoolMember> good = new ArrayList<>();
    for (PoolMember member : members) {
      String at = "members/" + good.size();
      if (!seen.add(member.user())) {
        checks.add(at + "/user", "twice", "This user is a member already.");
      }
      good.add(read(checks, at, member));
    }
    return checks.orRefuse(() ->
        new PoolTerms(
            goodName,
            active,
            strategy,
            stickyOwner,
            territory,
            language,
            calendar,
            fallback,
            good));
  }

  private static PoolMember read(Checks checks, String at, PoolMember member) {
    if (member.weight() < 1 || member.weight() > PoolMember.MOST_WEIGHT) {
      checks.add(
          at + "/weight", "out-of-range", "A weight is 1 to " + PoolMember.MOST_WEIGHT + ".");
    }
    Integer capacity = member.capacity();
    if (capacity != null && (capacity < 1 || capacity > PoolMember.MOST_CAPACITY)) {
      checks.add(
          at + "/capacity",
          "out-of-range",
          "A capacity is 1 to " + PoolMember.MOST_CAPACITY + " a day.");
    }
    most(checks, at + "/territories", member.territories().size(), PoolMember.MOST_TERRITORIES);
    most(checks, at + "/languages", member.languages().size(), PoolMember.MOST_LANGUAGES);
    most(checks, at + "/outOfOffice", member.outOfOffice().size(), PoolMember.MOST_ABSENCES);
    List<OutOfOffice> away = new ArrayList<>();
    for (OutOfOffice absence : member.outOfOffice()) {
      String field = at + "/outOfOffice/" + away.size();
      if (absence.until() != null && absence.until().isBefore(absence.from())) {
        checks.add(field + "/until", "before-beginning", "It ends before it begins.");
      }
      String note = checks.text(field + "/note", absence.note(), OutOfOffice.LONGEST_NOTE, false);
      away.add(new OutOfOffice(absence.from(), absence.until(), note));
    }
    return new PoolMember(
        member.user(),
        member.weight(),
        capacity,
        member.territories(),
        member.languages(),
        member.calendar(),
        away);
  }

  private static void most(Checks checks, String field, int size, int most) {
    if (size > most) {
      checks.add(field, "too-many", "At most " + most + " are allowed.");
    }
  }
}

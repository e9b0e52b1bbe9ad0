package dev.kith.crm.domain.assignment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.Choice.PassedOver;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.Turns.Share;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who of a pool gets a record.
 *
 * <p>First whoever cannot take it is passed over: who is not active, out of office, not at work, at
 * capacity, or does not fit where that is required. Of the others the sticky owner gets it, else
 * one of those who fit best, by the strategy. A sticky owner takes no turn.
 */
public final class Assigner {

  private final PoolTerms terms;
  private final Candidate candidate;
  private final Standing standing;
  private final Instant now;
  private final Map<UserId, Hindrance> hindrances = new HashMap<>();
  private List<PoolMember> eligible;

  private Assigner(PoolTerms terms, Candidate candidate, Standing standing, Instant now) {
    this.terms = terms;
    this.candidate = candidate;
    this.standing = standing;
    this.now = now;
    this.eligible = terms.members();
  }

  /**
   * A choice, and what is to be kept of it so that the next one is fair.
   *
   * @param turn null if nobody's turn was taken
   */
  public record Decision(Choice choice, @Nullable TurnTaken turn) {}

  /**
   * @param lane whose turns these are
   */
  public record TurnTaken(String lane, Turns after) {}

  /** The same for the same arguments. */
  public static Decision choose(
      PoolTerms terms, Candidate candidate, Standing standing, Instant now) {
    return new Assigner(terms, candidate, standing, now).decision();
  }

  private Decision decision() {
    passOver(this::absence);
    narrow(Matching.REQUIRED);
    if (eligible.isEmpty()) {
      return standing.canOwn(terms.fallback())
          ? decided(terms.fallback(), new How.Fallback(), null)
          : decided(null, new How.Nobody(), null);
    }
    Optional<Decision> sticky = terms.stickyOwner() ? sticky() : Optional.empty();
    return sticky.orElseGet(() -> {
      narrow(Matching.PREFERRED);
      return switch (terms.strategy()) {
        case WEIGHTED_ROUND_ROBIN -> byTurn();
        case LEAST_LOAD -> byLoad();
      };
    });
  }

  private void passOver(Function<PoolMember, @Nullable Hindrance> hindrance) {
    List<PoolMember> left = new ArrayList<>();
    for (PoolMember member : eligible) {
      Hindrance found = hindrance.apply(member);
      if (found == null) {
        left.add(member);
      } else {
        hindrances.put(member.user(), found);
      }
    }
    eligible = left;
  }

  private @Nullable Hindrance absence(PoolMember member) {
    BusinessHours hours = standing.hours().get(member.user());
    ZoneId zone = hours == null ? standing.zone() : hours.zone();
    LocalDate day = LocalDate.ofInstant(now, zone);
    Integer capacity = member.capacity();
    if (!standing.canOwn(member.user())) {
      return new Hindrance.NotActive();
    }
    Optional<OutOfOffice> away =
        member.outOfOffice().stream()
            .filter(absence -> absence.covers(day))
            .max(
                Comparator.comparing(
                    absence -> absence.until() == null ? LocalDate.MAX : absence.until()));
    if (away.isPresent()) {
      return new Hindrance.Away(away.get().until());
    }
    if (hours != null && !hours.isOpen(now)) {
      return new Hindrance.OffHours(hours.nextOpening(now).orElse(null), hours.zone());
    }
    return capacity != null && standing.today(member.user()) >= capacity
        ? new Hindrance.Full(standing.today(member.user()), capacity)
        : null;
  }

  /** Leaves those who fit; where that is only preferred, only if there are any. */
  private void narrow(Matching matching) {
    Country country = candidate.country();
    Language language = candidate.language();
    if (terms.territory() == matching && country != null) {
      narrow(
          matching,
          new Hindrance.OtherTerritory(country),
          member -> member.territories().isEmpty() || member.territories().contains(country));
    }
    if (terms.language() == matching && language != null) {
      narrow(
          matching,
          new Hindrance.OtherLanguage(language),
          member -> member.languages().isEmpty() || member.languages().contains(language));
    }
  }

  private void narrow(Matching matching, Hindrance other, Predicate<PoolMember> fits) {
    if (matching == Matching.REQUIRED || eligible.stream().anyMatch(fits)) {
      passOver(member -> fits.test(member) ? null : other);
    }
  }

  private Optional<Decision> sticky() {
    Optional<PoolMember> owner =
        eligible.stream().filter(member -> member.user().equals(candidate.owner())).findFirst();
    if (owner.isPresent()) {
      return Optional.of(stuckTo(owner.get(), new How.HasIt()));
    }
    return eligible.stream()
        .filter(member -> ofCompany(member) > 0)
        .min(Comparator.comparing(this::ofCompany, Comparator.reverseOrder()))
        .map(member -> stuckTo(member, new How.HasCompany(ofCompany(member))));
  }

  private long ofCompany(PoolMember member) {
    return candidate.ofCompany().getOrDefault(member.user(), 0L);
  }

  private Decision stuckTo(PoolMember chosen, How how) {
    return decided(chosen.user(), how, null, member -> new Hindrance.Stuck());
  }

  private Decision byTurn() {
    List<Share> shares =
        eligible.stream()
            .map(member -> new Share(member.user(), member.weight()))
            .collect(toImmutableList());
    String lane = Turns.lane(shares);
    Turns turns = standing.turns().apply(lane);
    Turns.Next next = turns.next(shares);
    int all = next.shares().stream().mapToInt(Share::weight).sum();
    Map<UserId, Hindrance> waiting = new HashMap<>();
    next.shares()
        .forEach(share ->
            waiting.put(
                share.user(), new Hindrance.LaterTurn(turns.hadBy(share.user()), share.weight())));
    return decided(
        next.user(),
        new How.Turn(
            next.number(),
            all,
            next.shares().get(next.index()).weight(),
            next.before(),
            shares.size()),
        new TurnTaken(lane, next.after()),
        member -> waiting.get(member.user()));
  }

  /**
   * Who will have the least per part of their weight with this one; of equals who got less today.
   */
  private Decision byLoad() {
    PoolMember chosen = eligible.stream().min(this::compareLoad).orElseThrow();
    return decided(
        chosen.user(),
        new How.LeastLoad(standing.open(chosen.user()), chosen.weight(), eligible.size()),
        null,
        member -> new Hindrance.MoreToDo(standing.open(member.user()), member.weight()));
  }

  private int compareLoad(PoolMember one, PoolMember other) {
    int byLoad =
        Long.compare(
            (standing.open(one.user()) + 1) * other.weight(),
            (standing.open(other.user()) + 1) * one.weight());
    return byLoad != 0
        ? byLoad
        : Long.compare(standing.today(one.user()), standing.today(other.user()));
  }

  private Decision decided(@Nullable UserId user, How how, @Nullable TurnTaken turn) {
    return decided(user, how, turn, member -> null);
  }

  private Decision decided(
      @Nullable UserId user,
      How how,
      @Nullable TurnTaken turn,
      Function<PoolMember, @Nullable Hindrance> others) {
    passOver(member -> member.user().equals(user) ? null : others.apply(member));
    List<PassedOver> passed =
        terms.members().stream()
            .filter(member -> hindrances.containsKey(member.user()))
            .map(member ->
                new PassedOver(
                    member.user(), Objects.requireNonNull(hindrances.get(member.user()))))
            .collect(toImmutableList());
    return new Decision(new Choice(user, how, passed), turn);
  }
}

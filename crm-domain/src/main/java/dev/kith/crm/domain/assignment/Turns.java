package dev.kith.crm.domain.assignment;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.math.IntMath;
import dev.kith.crm.domain.access.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose turn it is among the same users with the same weights, by the chairman assignment rule (R.
 * Tijdeman, "The chairman assignment problem", Discrete Mathematics 32, 1980, pages 323 to 330).
 *
 * <p>Of n users with weights w and their sum W, the share of one in the first t turns is t·w/W. Of
 * those whose share in the turns up to this one is ahead of what they have had by 1/(2n−2) or more,
 * the one is next whose share will be ahead by 1−1/(2n−2) first; the first in the list among
 * equals. At any moment everybody has had their share to within 1−1/(2n−2), so to less than one
 * turn. After as many turns as the weights, without their common divisor, add up to, everybody has
 * had exactly their share, and it begins anew.
 *
 * @param had how many turns each has had since it last began anew; those with none are left out
 */
public record Turns(List<Had> had) {

  /** Nobody has had a turn. */
  public static final Turns NONE = new Turns(List.of());

  /** How many turns somebody has had. */
  public record Had(UserId user, int turns) {}

  /** A user with so many parts of the turns. */
  public record Share(UserId user, int weight) {}

  /**
   * Whose turn it is.
   *
   * @param shares of everybody, without a common divisor
   * @param index of the one whose turn it is among them
   * @param number of the turn, from 1 to the sum of all shares
   * @param before how many turns they had before
   * @param after this turn
   */
  public record Next(List<Share> shares, int index, int number, int before, Turns after) {
    public Next {
      shares = ImmutableList.copyOf(shares);
    }

    public UserId user() {
      return shares.get(index).user();
    }
  }

  public Turns {
    had = ImmutableList.copyOf(had);
  }

  /** The same for the same users with the same shares, in whatever order. */
  public static String lane(List<Share> shares) {
    String text =
        lowest(shares).stream()
            .sorted(comparing(share -> share.user().value()))
            .map(share -> share.user() + "=" + share.weight())
            .collect(joining(";"));
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  /**
   * @param all at least one, nobody twice; the same ever since {@link #NONE}, in whatever order
   */
  public Next next(List<Share> all) {
    List<Share> shares = lowest(all);
    long sum = shares.stream().mapToLong(Share::weight).sum();
    int number = had.stream().mapToInt(Had::turns).sum() + 1;
    if (number > sum) {
      throw new IllegalStateException("these are the turns of others: " + this + " " + shares);
    }
    int index = chosen(shares, sum, number);
    UserId user = shares.get(index).user();
    return new Next(shares, index, number, hadBy(user), number == sum ? NONE : afterTurnOf(user));
  }

  /** In whole numbers: everything is multiplied by W·(2n−2), or by it and divided by W. */
  private int chosen(List<Share> shares, long sum, int number) {
    if (shares.size() == 1) {
      return 0;
    }
    long parts = 2L * shares.size() - 2;
    int chosen = -1;
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      long had = hadBy(share.user());
      boolean ahead = parts * (number * (long) share.weight() - had * sum) >= sum;
      if (ahead && (chosen < 0 || isEarlier(share, shares.get(chosen), parts))) {
        chosen = i;
      }
    }
    return chosen;
  }

  /** Whether the share of one will be ahead by 1−1/(2n−2) before that of another. */
  private boolean isEarlier(Share one, Share other, long parts) {
    return (parts * hadBy(one.user()) + parts - 1) * other.weight()
        < (parts * hadBy(other.user()) + parts - 1) * one.weight();
  }

  int hadBy(UserId user) {
    return had.stream().filter(h -> h.user().equals(user)).mapToInt(Had::turns).sum();
  }

  private Turns afterTurnOf(UserId user) {
    List<Had> after = new ArrayList<>();
    had.stream().filter(h -> !h.user().equals(user)).forEach(after::add);
    after.add(new Had(user, hadBy(user) + 1));
    return new Turns(after);
  }

  private static List<Share> lowest(List<Share> shares) {
    int divisor = shares.stream().mapToInt(Share::weight).reduce(0, IntMath::gcd);
    return shares.stream()
        .map(share -> new Share(share.user(), share.weight() / divisor))
        .collect(toImmutableList());
  }
}

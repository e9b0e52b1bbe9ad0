package dev.kith.crm.domain.opportunity;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an opportunity stands in the column of its stage: a text, and texts are compared character
 * by character. Between two ranks there is always another, so that moving one opportunity changes
 * the rank of no other.
 *
 * <p>The digits 0 to 9 and a to z are read like those behind a decimal point, in base 36. At either
 * end of a column one steps by a fixed amount, so that ranks stay short however many come; in
 * between, the space is halved. What an opportunity brings of its own at the end makes two ranks
 * differ that were made between the same neighbours at the same time.
 */
public record Rank(String text) implements Comparable<Rank> {

  /** Longer ones are a sign that a column should be spread out. */
  public static final int LONGEST = 100;

  private static final int BASE = 36;
  private static final int WIDTH = 10;
  private static final int OWN = 5;
  private static final long STEP = 36L * 36 * 36;
  private static final String MIDDLE = "i" + "0".repeat(WIDTH - 1);

  public Rank {
    if (text.isEmpty() || text.endsWith("0")) {
      throw new IllegalArgumentException("a rank does not end with 0: " + text);
    }
  }

  /**
   * A rank between two others.
   *
   * @param above null at the top
   * @param below null at the bottom
   * @param own whose rank it is to be
   */
  public static Rank between(@Nullable Rank above, @Nullable Rank below, OpportunityId own) {
    if (above != null && below != null && above.compareTo(below) >= 0) {
      throw new IllegalArgumentException(above + " is not above " + below);
    }
    String place =
        above == null
            ? below == null ? MIDDLE : stepped(below.text, -STEP)
            : below == null ? stepped(above.text, STEP) : middle(above.text, below.text);
    return new Rank(place + ownDigits(own));
  }

  /** Ranks for all of these, in their order, evenly between two others. */
  public static List<Rank> spread(
      @Nullable Rank above, @Nullable Rank below, List<OpportunityId> own) {
    List<Rank> ranks = new ArrayList<>();
    if (below == null) {
      Rank last = above;
      for (OpportunityId id : own) {
        last = between(last, null, id);
        ranks.add(last);
      }
    } else if (above == null) {
      Rank next = below;
      for (OpportunityId id : own.reversed()) {
        next = between(null, next, id);
        ranks.addFirst(next);
      }
    } else if (!own.isEmpty()) {
      int half = own.size() / 2;
      Rank middle = between(above, below, own.get(half));
      ranks.addAll(spread(above, middle, own.subList(0, half)));
      ranks.add(middle);
      ranks.addAll(spread(middle, below, own.subList(half + 1, own.size())));
    }
    return ranks;
  }

  /** At the ends of a column there is room for a hundred million times the people of the earth. */
  private static String stepped(String text, long by) {
    long number = Long.parseLong(Strings.padEnd(text, WIDTH, '0').substring(0, WIDTH), BASE);
    return Strings.padStart(Long.toString(number + by, BASE), WIDTH, '0');
  }

  /**
   * Shorter than it sounds: as many digits as it needs to differ from both, and from all behind.
   */
  private static String middle(String above, String below) {
    StringBuilder digits = new StringBuilder();
    boolean bounded = true;
    for (int i = 0; ; i++) {
      int low = digit(above, i);
      int high = bounded ? digit(below, i) : BASE;
      if (high - low >= 2) {
        return digits.append(Character.forDigit((low + high) / 2, BASE)).toString();
      }
      digits.append(Character.forDigit(low, BASE));
      bounded = bounded && high == low;
    }
  }

  private static int digit(String text, int i) {
    return i < text.length() ? Character.digit(text.charAt(i), BASE) : 0;
  }

  /** The last part of an id is as good as chance. */
  private static String ownDigits(OpportunityId own) {
    UUID id = own.value();
    long mixed = (id.getLeastSignificantBits() ^ id.getMostSignificantBits()) * 0x9E3779B97F4A7C15L;
    long most = 36L * 36 * 36 * 36;
    String digits = Long.toString(Long.remainderUnsigned(mixed >>> 8, most), BASE);
    return Strings.padStart(digits, OWN - 1, '0').toLowerCase(Locale.ROOT) + "i";
  }

  @Override
  public int compareTo(Rank other) {
    return text.compareTo(other.text);
  }
}

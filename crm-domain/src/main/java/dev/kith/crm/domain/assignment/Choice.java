package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a record, and why.
 *
 * @param user null for nobody
 * @param others every other member in the order of the pool, and why not
 */
public record Choice(@Nullable UserId user, How how, List<PassedOver> others) {

  /** A member who did not get it. */
  public record PassedOver(UserId user, Hindrance why) {}

  public Choice {
    others = ImmutableList.copyOf(others);
  }

  /** What decided. */
  public sealed interface How {

    Kind kind();

    /** It as a sentence about the one who gets it, for people. */
    String words();

    /** In one word; stored by name. */
    enum Kind {
      OWNER,
      COMPANY,
      TURN,
      LEAST_LOAD,
      FALLBACK,
      NOBODY
    }

    /** They have it already. */
    record HasIt() implements How {
      @Override
      public Kind kind() {
        return Kind.OWNER;
      }

      @Override
      public String words() {
        return "They have it already.";
      }
    }

    /** They have so many others of its company. */
    record HasCompany(long records) implements How {
      @Override
      public Kind kind() {
        return Kind.COMPANY;
      }

      @Override
      public String words() {
        return records == 1
            ? "They have another one of this company."
            : "They have " + records + " others of this company.";
      }
    }

    /**
     * It was their turn.
     *
     * @param number of the turn
     * @param of how many, until everybody has had exactly their share
     * @param share how many of these are theirs
     * @param before how many of these they had before
     * @param among how many could take it
     */
    record Turn(int number, int of, int share, int before, int among) implements How {
      @Override
      public Kind kind() {
        return Kind.TURN;
      }

      @Override
      public String words() {
        return among == 1
            ? "Nobody else was left."
            : "It was their turn: turn "
                + number
                + " of "
                + of
                + ", of which "
                + share
                + (share == 1 ? " is" : " are")
                + " theirs and "
                + before
                + " came before.";
      }
    }

    /** Nobody of so many who could take it has less to do in proportion to their weight. */
    record LeastLoad(long open, int weight, int among) implements How {
      @Override
      public Kind kind() {
        return Kind.LEAST_LOAD;
      }

      @Override
      public String words() {
        return among == 1
            ? "Nobody else was left."
            : "They have the least to do: "
                + open
                + " open"
                + (weight == 1 ? "." : " at weight " + weight + ".");
      }
    }

    /** Nobody in the pool could take it, so the fallback has it. */
    record Fallback() implements How {
      @Override
      public Kind kind() {
        return Kind.FALLBACK;
      }

      @Override
      public String words() {
        return "Nobody in the pool could take it.";
      }
    }

    /** Nobody could take it. */
    record Nobody() implements How {
      @Override
      public Kind kind() {
        return Kind.NOBODY;
      }

      @Override
      public String words() {
        return "Nobody in the pool could take it, and there is nobody to fall back on.";
      }
    }
  }
}

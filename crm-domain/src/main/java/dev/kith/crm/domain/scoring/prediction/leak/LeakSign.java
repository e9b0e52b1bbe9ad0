package dev.kith.crm.domain.scoring.prediction.leak;

import java.util.Locale;

/** Something that speaks for a column giving the outcome away. */
public sealed interface LeakSign {

  /** In words, as the end of a sentence that begins with the name of the column. */
  String text();

  /** How much it weighs: a column is excluded from {@link LeakSearch#EXCLUDED} on. */
  int weight();

  /** Every record has its own value, so that nothing can be learned that holds for another. */
  record Identifier() implements LeakSign {

    @Override
    public String text() {
      return "is different for every record, as an identifier is";
    }

    @Override
    public int weight() {
      return LeakSearch.EXCLUDED;
    }
  }

  /**
   * The column alone predicts examples that were left out better than what is known beforehand
   * does.
   *
   * @param auc of the column alone
   * @param explained which share of the uncertainty it takes away: one less the ratio of its log
   *     loss to that of the base rate (McFadden 1974)
   */
  record Answer(double auc, double explained) implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "predicts the outcome all by itself, with an AUC of %.3f", auc);
    }

    @Override
    public int weight() {
      return LeakSearch.EXCLUDED;
    }
  }

  /** The column alone predicts better than most columns do, but not beyond belief. */
  record Strong(double auc, double explained) implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT, "predicts much of the outcome by itself, with an AUC of %.3f", auc);
    }

    @Override
    public int weight() {
      return 1;
    }
  }

  /**
   * Where certain values stand, the outcome is the same nearly without exception.
   *
   * @param value the most frequent one of these
   * @param records how many records have such a value
   * @param share which share of all records that is
   */
  record Certain(String value, int records, double share) implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "leaves no doubt about the outcome of %.0f %% of all records, such as those with \"%s\"",
          100 * share,
          value);
    }

    @Override
    public int weight() {
      return share >= 0.2 ? LeakSearch.EXCLUDED : 1;
    }
  }

  /**
   * Whether it is filled in depends on the outcome.
   *
   * @param wonWhereFilled which share was won where it is filled
   * @param wonWhereBlank which share was won where it is not
   * @param without whether on one side there is next to none with the other outcome
   */
  record Presence(double wonWhereFilled, double wonWhereBlank, boolean without)
      implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "tells by being filled in: %.1f %% are won where it is, and %.1f %% where it is blank",
          100 * wonWhereFilled,
          100 * wonWhereBlank);
    }

    @Override
    public int weight() {
      return without ? LeakSearch.EXCLUDED : 1;
    }
  }

  /**
   * Nearly every record with another number than the usual one ended alike, as with an amount that
   * is written down, instead of 0, when a record is closed.
   *
   * @param usual the most frequent number
   * @param wonWhereUsual which share was won where it stands
   * @param wonElsewhere which share was won with any other number
   */
  record Departure(double usual, double wonWhereUsual, double wonElsewhere) implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "leaves no doubt where it is not %s: %.1f %% are won there, and %.1f %% where it is",
          usual == Math.rint(usual) ? String.valueOf((long) usual) : String.valueOf(usual),
          100 * wonElsewhere,
          100 * wonWhereUsual);
    }

    @Override
    public int weight() {
      return LeakSearch.EXCLUDED;
    }
  }

  /** Whether it is filled in depends on how old the record is: somebody fills it in bit by bit. */
  record Age(double filledOfOlder, double filledOfNewer) implements LeakSign {

    @Override
    public String text() {
      return String.format(
          Locale.ROOT,
          "is filled in for %.0f %% of the older and %.0f %% of the newer half of the records",
          100 * filledOfOlder,
          100 * filledOfNewer);
    }

    @Override
    public int weight() {
      return 1;
    }
  }

  /** It holds dates that lie after the moment at which it is said to have been known. */
  record Afterwards(int records) implements LeakSign {

    @Override
    public String text() {
      return "holds dates after the moment of " + records + " records";
    }

    @Override
    public int weight() {
      return LeakSearch.EXCLUDED;
    }
  }

  /** Its name sounds like something known only afterwards. */
  record Named(String word, Hint hint) implements LeakSign {

    /** What the name sounds like. */
    public enum Hint {
      OUTCOME("what became of a record"),
      JUDGEMENT("what somebody makes of a record"),
      STATE("what a record was like when it was read last");

      private final String text;

      Hint(String text) {
        this.text = text;
      }
    }

    @Override
    public String text() {
      return "sounds, by the word \"" + word + "\", like " + hint.text;
    }

    @Override
    public int weight() {
      return 1;
    }
  }

  /** Its name sounds like a sum that grows until it is read. */
  record RunningTotal(String word) implements LeakSign {

    @Override
    public String text() {
      return "may, by the word \"" + word + "\", have gone on growing after the moment";
    }

    @Override
    public int weight() {
      return 0;
    }
  }
}

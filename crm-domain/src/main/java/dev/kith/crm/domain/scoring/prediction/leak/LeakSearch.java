package dev.kith.crm.domain.scoring.prediction.leak;

import dev.kith.crm.domain.scoring.prediction.example.ColumnKind;
import dev.kith.crm.domain.scoring.prediction.example.ColumnProfile;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for columns that are known only with the outcome, or after it. How well a column predicts
 * is no proof: the best honest column of one table is better than the leak of another. So signs of
 * several kinds are gathered, each with a weight: some are enough to leave a column out, others
 * only if there are two of them.
 *
 * <p>Source of the kinds: Kaufman, Rosset, Perlich and Stitelman, Leakage in Data Mining:
 * Formulation, Detection, and Avoidance, ACM TKDD 6 (2012), who look for columns that predict
 * beyond belief, and demand that each is known to have been observed before the outcome.
 */
public final class LeakSearch {

  /** A column is left out from this weight of its signs on. */
  static final int EXCLUDED = 2;

  /** Of fewer records, chance looks like anything. */
  private static final int LEAST = 50;

  private static final double BEYOND_BELIEF_AUC = 0.9;
  private static final double BEYOND_BELIEF = 0.35;
  private static final double STRONG = 0.2;

  private final Sheet sheet;
  private final LeakWords words;
  private final boolean inTime;

  private LeakSearch(Sheet sheet, LeakWords words) {
    this.sheet = sheet;
    this.words = words;
    int last = sheet.rows() - 1;
    this.inTime = last > 0 && sheet.at(0).isBefore(sheet.at(last));
  }

  /** Findings in the order of the columns. */
  public static List<LeakFinding> in(Sheet sheet, List<ColumnProfile> profiles, LeakWords words) {
    if (sheet.rows() < LEAST) {
      return List.of();
    }
    LeakSearch search = new LeakSearch(sheet, words);
    Map<String, Input> inputs = new HashMap<>();
    Input.all(sheet, profiles).forEach(input -> inputs.put(input.column(), input));
    List<LeakFinding> findings = new ArrayList<>();
    for (ColumnProfile profile : profiles) {
      List<LeakSign> signs = search.signs(profile, inputs.get(profile.column()));
      if (!signs.isEmpty()) {
        int weight = signs.stream().mapToInt(LeakSign::weight).sum();
        findings.add(
            new LeakFinding(
                profile.column(), weight >= EXCLUDED ? Severity.EXCLUDED : Severity.WARNED, signs));
      }
    }
    return List.copyOf(findings);
  }

  private List<LeakSign> signs(ColumnProfile profile, @Nullable Input input) {
    if (isIdentifier(profile, input)) {
      return List.of(new LeakSign.Identifier());
    }
    if (input == null) {
      return List.of();
    }
    Alone alone = Alone.of(input, sheet);
    List<LeakSign> signs = new ArrayList<>();
    strength(alone).ifPresent(signs::add);
    alone.certain().ifPresent(signs::add);
    alone.presence().ifPresent(signs::add);
    if (profile.kind() == ColumnKind.NUMBER) {
      alone.departure(input.numbers(sheet)).ifPresent(signs::add);
    }
    if (profile.kind() == ColumnKind.DATE) {
      afterwards(input).ifPresent(signs::add);
    }
    if (alone.tells()) {
      if (inTime) {
        alone.age().ifPresent(signs::add);
      }
      words.in(profile.column()).ifPresent(signs::add);
    }
    return signs;
  }

  private static Optional<LeakSign> strength(Alone alone) {
    double explained = alone.explained();
    if (explained < STRONG) {
      return Optional.empty();
    }
    double auc = alone.auc();
    return auc >= BEYOND_BELIEF_AUC && explained >= BEYOND_BELIEF
        ? Optional.of(new LeakSign.Answer(auc, explained))
        : Optional.of(new LeakSign.Strong(auc, explained));
  }

  private boolean isIdentifier(ColumnProfile profile, @Nullable Input input) {
    boolean full = profile.filled() >= 0.95 * profile.rows();
    return switch (profile.kind()) {
      case TEXT -> full && profile.distinct() >= 0.95 * profile.filled();
      case NUMBER ->
          full
              && profile.distinct() >= 0.99 * profile.filled()
              && input != null
              && isNumbering(input.numbers(sheet));
      case EMPTY, CONSTANT, FLAG, CATEGORY, DATE -> false;
    };
  }

  /**
   * Whole numbers that are all different and as close together as numbers given out in turn are.
   */
  private static boolean isNumbering(double[] numbers) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      if (!Double.isNaN(number)) {
        if (number != Math.rint(number)) {
          return false;
        }
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    return most - least < 20.0 * numbers.length;
  }

  private Optional<LeakSign> afterwards(Input input) {
    double[] daysBefore = input.numbers(sheet);
    int after = 0;
    int known = 0;
    for (double days : daysBefore) {
      known += Double.isNaN(days) ? 0 : 1;
      after += days < 0 ? 1 : 0;
    }
    return after > 0.01 * known ? Optional.of(new LeakSign.Afterwards(after)) : Optional.empty();
  }
}

package dev.kith.crm.application.intake.column;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Guesses from the first row of a file whether it names the columns, and which fields they fill: by
 * the fields' own codes and labels, by names that other programs and people use in several
 * languages, and by those with a slip of the pen.
 */
public final class ColumnGuess {

  private static final Pattern LOOKS_LIKE_DATA =
      Pattern.compile(
          "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|[-+(]?[\\d(][\\d\\s().,/:+-]*|https?://.*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PAGE =
      Pattern.compile("https?://[^\\s/]+\\S*", Pattern.CASE_INSENSITIVE);
  private static final int UNKNOWN = Integer.MAX_VALUE;
  private static final int WITH_SLIPS = 1_000;
  private static final int BY_CONTENT = 2_000;

  private ColumnGuess() {}

  /**
   * What the columns probably mean.
   *
   * @param confidence how sure that is, from 0 to 1, for each column that fills something
   */
  public record Guess(ImportMapping mapping, Map<Integer, Double> confidence) {
    public Guess {
      confidence = ImmutableMap.copyOf(confidence);
    }
  }

  /**
   * @param table what the table itself tells about its first row; known names decide where it does
   *     not
   * @param sample some rows of data: what they hold tells where no name does
   */
  public static Guess of(List<String> firstRow, HeaderRow table, List<List<String>> sample) {
    List<Candidate> named = table == HeaderRow.NONE ? List.of() : byName(firstRow, sample);
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    Map<Integer, Double> confidence = new TreeMap<>();
    choose(named, targets, confidence);
    boolean isHeader = table == HeaderRow.UNDECIDED && namesColumns(firstRow, targets);
    choose(byContent(firstRow.size(), sample), targets, confidence);
    return new Guess(new ImportMapping(isHeader ? HeaderRow.PRESENT : table, targets), confidence);
  }

  /**
   * Names in the order of the columns; those that are missing or doubled are told apart by number.
   */
  public static List<String> names(List<String> firstRow, HeaderRow header) {
    List<String> names = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < firstRow.size(); i++) {
      String name = header == HeaderRow.PRESENT ? firstRow.get(i).strip() : "";
      if (name.isEmpty()) {
        names.add("Column " + (i + 1));
      } else {
        int times = seen.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
        names.add(times == 1 ? name : name + " (" + times + ")");
      }
    }
    return names;
  }

  private static boolean namesColumns(List<String> firstRow, Map<Integer, ImportTarget> targets) {
    return !targets.isEmpty()
        && firstRow.stream().noneMatch(c -> LOOKS_LIKE_DATA.matcher(c.strip()).matches());
  }

  private static List<Candidate> byName(List<String> firstRow, List<List<String>> sample) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < firstRow.size(); i++) {
      List<String> cells = cells(sample, i);
      for (ImportTarget target : ImportTarget.all()) {
        int rank = rank(firstRow.get(i), target);
        if (rank < UNKNOWN && canHold(target, cells)) {
          candidates.add(new Candidate(i + 1, target, rank));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::column));
    return candidates;
  }

  private static List<Candidate> byContent(int columns, List<List<String>> sample) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      ContentGuess.of(cells(sample, column))
          .forEach((target, sure) ->
              candidates.add(
                  new Candidate(column + 1, target, BY_CONTENT + (int) (1_000 * (1 - sure)))));
    }
    candidates.sort(Comparator.comparingInt(Candidate::rank).thenComparingInt(Candidate::column));
    return candidates;
  }

  private static List<String> cells(List<List<String>> sample, int column) {
    return sample.stream().filter(row -> column < row.size()).map(row -> row.get(column)).toList();
  }

  /** Some cells may be written wrongly; where all are, they are something else. */
  private static boolean canHold(ImportTarget target, List<String> cells) {
    List<String> filled = cells.stream().filter(cell -> !cell.isBlank()).toList();
    return filled.isEmpty() || filled.stream().anyMatch(cell -> canBe(target, cell));
  }

  /**
   * A row is refused for what it says besides the fields of its lead: a column of something else by
   * the same name, such as the names of referrers, is better left out.
   */
  private static boolean canBe(ImportTarget target, String cell) {
    if (target.equals(ImportTarget.LANDING_PAGE) || target.equals(ImportTarget.REFERRER)) {
      return PAGE.matcher(cell.strip()).matches();
    }
    if (target.equals(ImportTarget.CONSENT_PROOF)) {
      return ConsentProof.Kind.named(cell).isPresent();
    }
    if (target.isMoment() && !target.equals(ImportTarget.MODIFIED_AT)) {
      return target.moment(cell) instanceof Outcome.Done<Instant>;
    }
    return true;
  }

  /** The best first; each column fills one thing, and each field is filled once. */
  private static void choose(
      List<Candidate> candidates,
      Map<Integer, ImportTarget> chosen,
      Map<Integer, Double> confidence) {
    Set<LeadField> filled = EnumSet.noneOf(LeadField.class);
    chosen.values().forEach(target -> filled.addAll(target.fields()));
    for (Candidate candidate : candidates) {
      if (!chosen.containsKey(candidate.column())
          && Collections.disjoint(filled, candidate.target().fields())
          && !(candidate.target().fields().isEmpty() && chosen.containsValue(candidate.target()))) {
        chosen.put(candidate.column(), candidate.target());
        confidence.put(candidate.column(), candidate.confidence());
        filled.addAll(candidate.target().fields());
      }
    }
  }

  private record Candidate(int column, ImportTarget target, int rank) {

    /** Known names are sure, unless a person may call several things so. */
    double confidence() {
      if (rank >= BY_CONTENT) {
        return 1 - (rank - BY_CONTENT) / 1_000.0;
      }
      return rank < 2 ? 1 : rank < KnownNames.AFTER_PARTS ? 0.95 : rank < WITH_SLIPS ? 0.8 : 0.7;
    }
  }

  /**
   * A name with dots is one of something nested: {@code contact.email} is an e-mail address and
   * {@code name.first} a first name.
   */
  private static int rank(String name, ImportTarget target) {
    int dot = name.lastIndexOf('.');
    int whole = rankOf(KnownNames.normalised(name), target);
    if (dot < 0 || whole < UNKNOWN) {
      return whole;
    }
    String last = KnownNames.normalised(name.substring(dot + 1));
    return Math.min(
        rankOf(last, target), rankOf(last + KnownNames.normalised(name.substring(0, dot)), target));
  }

  private static int rankOf(String name, ImportTarget target) {
    if (name.isEmpty()) {
      return UNKNOWN;
    }
    Map<String, Integer> names = KnownNames.of(target);
    Integer exact = names.get(name);
    if (exact != null) {
      return exact;
    }
    if (KnownNames.isExact(target)) {
      return UNKNOWN;
    }
    OptionalInt nearest =
        names.keySet().stream()
            .filter(known -> Math.abs(known.length() - name.length()) <= allowedSlips(known))
            .mapToInt(known -> new LevenshteinDistance(allowedSlips(known)).apply(known, name))
            .filter(slips -> slips >= 0)
            .map(slips -> WITH_SLIPS + slips)
            .min();
    return nearest.orElse(UNKNOWN);
  }

  private static int allowedSlips(String known) {
    return known.length() >= 9 ? 2 : known.length() >= 6 ? 1 : 0;
  }
}

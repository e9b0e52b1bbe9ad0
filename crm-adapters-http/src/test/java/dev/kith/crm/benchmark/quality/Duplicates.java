package dev.kith.crm.benchmark.quality;

import dev.kith.crm.benchmark.quality.DuplicatePairs.Pair;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Duplicates among people and organisations, found as the product finds them: records that share a
 * blocking key are compared, and every pair whose decision is to warn or to block counts as found.
 */
final class Duplicates implements Part {

  private static final Map<String, String> AIMS =
      Map.of(
          "FEBRL 1", "≥ 0.996",
          "FEBRL 2", "≥ 0.985",
          "German 500", "≥ 0.990",
          "organisations", "≥ 0.930");

  @Override
  public String name() {
    return "duplicates";
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (LabelledRecords records : LabelledRecords.all(data)) {
      DuplicatePairs pairs = new DuplicatePairs(records);
      figures.addAll(figuresOf(pairs));
      figures.addAll(Halves.figures(pairs, DuplicateMatcher.standard()));
    }
    Path german = data.resolve("people-duplicates/german_names_500.csv");
    figures.addAll(figuresOf(new DuplicatePairs(SampledPeople.of(german, 10_000))));
    return figures;
  }

  private static List<Figure> figuresOf(DuplicatePairs pairs) {
    DuplicateMatcher matcher = DuplicateMatcher.standard();
    List<ScoredPair<Integer>> found = pairs.found(matcher);
    Set<Pair> alone = new LinkedHashSet<>();
    found.forEach(p -> alone.add(new Pair(p.first(), p.second())));
    long right = right(pairs, alone);
    double all = pairs.truePairs();
    String name = pairs.records.name();
    return List.of(
        new Figure(name, "candidates", String.format("%,d", pairs.candidates.size()), ""),
        Figure.of(name, "pair completeness", right(pairs, pairs.candidates) / all, ""),
        Figure.of(name, "precision of pairs", right / (double) alone.size(), ""),
        Figure.of(name, "recall of pairs", right / all, ""),
        Figure.of(name, "F1 of pairs", f1(pairs, alone), AIMS.getOrDefault(name, "")),
        Figure.of(
            name, "F1 of pairs after grouping", f1(pairs, pairs.grouped(matcher, found)), ""));
  }

  private static double f1(DuplicatePairs pairs, Collection<Pair> found) {
    return 2.0 * right(pairs, found) / (found.size() + pairs.truePairs());
  }

  private static long right(DuplicatePairs pairs, Collection<Pair> found) {
    return found.stream().filter(pairs::isTrue).count();
  }
}

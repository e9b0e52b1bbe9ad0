package dev.kith.crm.domain.scoring.card;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Why a score is what it is, in words. The lines add up to the score, exactly: each is told in
 * tenths of a point, and what rounding leaves over goes to the lines that it was taken from.
 */
public record ScoreExplanation(List<Line> lines) {

  /**
   * A reason.
   *
   * @param part to which it belongs; null for rounding, and for what somebody set by hand
   * @param tenths of a point of the score
   */
  public record Line(@Nullable Part part, String text, int tenths) {
    public double points() {
      return tenths / 10.0;
    }
  }

  private record Exact(@Nullable Part part, String text, double points) {}

  public ScoreExplanation {
    lines = ImmutableList.copyOf(lines);
  }

  /**
   * @param combined empty where nothing is known
   * @param fit null where only its points are known
   * @param engagement the points of the ledger that count, by what they were earned for
   * @param override what somebody set by hand, where it stands
   */
  public static ScoreExplanation of(
      Optional<CombinedScore> combined,
      @Nullable Fit fit,
      Map<String, Double> engagement,
      @Nullable ScoreOverride override) {
    List<Line> lines = new ArrayList<>();
    combined.ifPresent(score -> {
      List<Exact> exact = new ArrayList<>();
      fit(score, fit, exact);
      engagement(score, engagement, exact);
      if (score.factor(Part.PREDICTION) > 0) {
        exact.add(
            new Exact(
                Part.PREDICTION,
                "The model expects it to be won with %.0f %%".formatted(score.parts().prediction()),
                score.share(Part.PREDICTION)));
      }
      List<Line> told = inTenths(exact, (int) Math.round(score.exact() * 10));
      lines.addAll(told);
      int rounding = score.value() * 10 - sum(told);
      if (rounding != 0) {
        lines.add(new Line(null, "Rounded to whole points", rounding));
      }
    });
    if (override != null) {
      lines.add(
          new Line(
              null,
              "Set to %d by %s: %s"
                  .formatted(override.value(), override.byName(), override.reason()),
              override.value() * 10 - sum(lines)));
    }
    return new ScoreExplanation(lines);
  }

  private static void fit(CombinedScore score, @Nullable Fit fit, List<Exact> lines) {
    double factor = score.factor(Part.FIT);
    if (factor == 0) {
      return;
    }
    if (fit == null) {
      lines.add(new Exact(Part.FIT, "How well it fitted", score.share(Part.FIT)));
      return;
    }
    fit.held().forEach(rule -> lines.add(new Exact(Part.FIT, rule.name(), factor * rule.points())));
    fit.cuts()
        .forEach(cut ->
            lines.add(
                new Exact(
                    Part.FIT,
                    cut.group() == null
                        ? "Fit is between 0 and " + Fit.MOST
                        : "The rules of “" + cut.group() + "” have a cap",
                    factor * cut.points())));
  }

  /** Engagement is a curve over points: each rule has the part of it that it has of the points. */
  private static void engagement(
      CombinedScore score, Map<String, Double> earned, List<Exact> lines) {
    double points = earned.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = score.share(Part.ENGAGEMENT);
    if (share > 0 && points > 0) {
      earned.forEach(
          (text, each) -> lines.add(new Exact(Part.ENGAGEMENT, text, share * each / points)));
    }
  }

  private static int sum(List<Line> lines) {
    return lines.stream().mapToInt(Line::tenths).sum();
  }

  /** Each cut to tenths, and those with the largest rest one more, until they come to the sum. */
  private static List<Line> inTenths(List<Exact> exact, int sum) {
    int[] tenths = exact.stream().mapToInt(line -> (int) Math.floor(line.points() * 10)).toArray();
    int missing = sum - IntStream.of(tenths).sum();
    IntStream.range(0, tenths.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> tenths[i] - exact.get(i).points() * 10)
                .thenComparing(Comparator.naturalOrder()))
        .limit(Math.max(0, missing))
        .forEach(i -> tenths[i]++);
    return IntStream.range(0, tenths.length)
        .mapToObj(i -> new Line(exact.get(i).part(), exact.get(i).text(), tenths[i]))
        .filter(line -> line.tenths() != 0)
        .sorted(Comparator.comparingInt((Line line) -> Math.abs(line.tenths())).reversed())
        .toList();
  }
}

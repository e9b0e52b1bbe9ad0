package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.scoring.model.Lessons;
import dev.kith.crm.domain.scoring.model.Lessons.Rival;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.TrainingSettings;
import dev.kith.crm.domain.scoring.prediction.Trial;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Models in the situations that rules are about. */
public final class Models {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private Models() {}

  /** A model that did so well on what was kept back from it, beside these others. */
  public static ScoringModel aModel(int number, double logLoss, Rival... rivals) {
    Lessons lessons =
        new Lessons(
            120,
            380,
            START,
            START.plusSeconds(3_600),
            7,
            List.of("hour"),
            List.of("city"),
            Method.BLEND,
            100,
            logLoss,
            0.8125,
            List.of(rivals));
    return ScoringModel.trained(
            new ScoringModelId(Leads.anId().value()), number, lessons, Leads.CAPTURED)
        .next();
  }

  public static ScoringModel aModel(int number) {
    return aModel(number, 0.5, new Rival(new ScoringModelId(Leads.anId().value()), 0.625));
  }

  /** What comes of nothing. */
  public static TrainedDocument untaught() {
    return document(new Examples(List.of("a"), List.of()), 1);
  }

  /**
   * What comes of leads with words, numbers, dates, blanks, pairs that matter together, and a
   * column that gives the outcome away.
   */
  public static TrainedDocument document(long seed) {
    Seeded random = Seeded.of(seed);
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String source = random.oneOf("web", "fair", "refer\"ral", "");
      int visits = random.nextInt(30);
      String partner = random.oneOf("yes", "no");
      double chance =
          (source.equals("fair") ? 0.5 : 0.15)
              + visits / 100.0
              + (partner.equals("yes") && visits > 20 ? 0.3 : 0);
      boolean won = random.nextDouble() < chance;
      Instant at = START.plusSeconds(3_600L * i);
      rows.add(
          new Example(
              List.of(
                  source,
                  Integer.toString(visits),
                  partner,
                  random.percent(10) ? "n/a" : at.minusSeconds(86_400L * visits).toString(),
                  won ? "signed" : "",
                  Integer.toString(1_000 + i)),
              won,
              at));
    }
    return document(
        new Examples(List.of("source", "visits", "partner", "met", "contract status", "nr"), rows),
        seed);
  }

  private static TrainedDocument document(Examples examples, long seed) {
    Trial trial = Trial.of(examples, TrainingSettings.usual().withSeed(seed));
    return new TrainedDocument(trial.trained(), trial.quality());
  }
}

package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.ColumnProfile;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding.Severity;
import dev.kith.crm.domain.scoring.prediction.leak.LeakSearch;
import dev.kith.crm.domain.scoring.prediction.learning.Chance;
import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Learns a model from examples: leaves out what gives the outcome away, tries each method,
 * calibrates it, and takes the one whose predictions of rows that it has not seen lost least. A
 * method must be better than the base rate by more than the standard error of the difference; so
 * nothing is read out of a few examples, or out of columns that tell nothing.
 *
 * <p>The order of rows and of columns makes no difference.
 */
public final class Training {

  /** With fewer won or fewer lost ones, there is nothing to be compared. */
  private static final int LEAST_OF_EACH = 10;

  private static final int LEAST = 40;

  private final TrainingSettings settings;
  private final Sheet sheet;
  private final List<ColumnProfile> profiles;
  private final List<LeakFinding> findings;
  private final BaseRate baseRate;

  private Training(Examples examples, TrainingSettings settings) {
    this.settings = settings;
    this.sheet = Sheet.of(examples.without(settings.excluded()), settings.blanks());
    this.profiles = Input.profiles(sheet);
    this.findings = LeakSearch.in(sheet, profiles, settings.leakWords());
    int won = sheet.countWon();
    this.baseRate = new BaseRate(won, sheet.rows() - won, settings.prior());
  }

  /** Works with any number of examples, none included. */
  public static Trained on(Examples examples, TrainingSettings settings) {
    return new Training(examples, settings).train();
  }

  private Trained train() {
    Set<String> dropped =
        findings.stream()
            .filter(f -> f.severity() == Severity.EXCLUDED)
            .map(LeakFinding::column)
            .filter(column -> !settings.trusted().contains(column))
            .collect(Collectors.toSet());
    Sheet learned = sheet.without(dropped);
    List<Input> inputs =
        Input.all(learned, profiles.stream().filter(p -> !dropped.contains(p.column())).toList());
    PredictiveModel model = PredictiveModel.ofBaseRate(baseRate, settings.blanks());
    List<Trained.Attempt> attempts = new ArrayList<>();
    if (!inputs.isEmpty() && isEnough()) {
      double[] average = new double[learned.rows()];
      Arrays.fill(average, LogOdds.of(baseRate.mean()));
      boolean[] won = learned.won();
      double least = Gain.meanLoss(average, won);
      attempts.add(new Trained.Attempt(Method.BASE_RATE, least, new Gain(0, 0)));
      for (Candidate candidate : candidates(inputs, learned)) {
        double loss = Gain.meanLoss(candidate.leftOut(), won);
        Gain gain = Gain.of(candidate.leftOut(), average, won);
        attempts.add(new Trained.Attempt(candidate.method(), loss, gain));
        if (gain.isEarned() && loss < least) {
          least = loss;
          model = candidate.model(inputs, learned, settings.blanks(), baseRate);
        }
      }
    }
    return new Trained(model, profiles, findings, attempts, InputShares.of(model, learned));
  }

  private boolean isEnough() {
    return sheet.rows() >= LEAST && Math.min(baseRate.won(), baseRate.lost()) >= LEAST_OF_EACH;
  }

  private List<Candidate> candidates(List<Input> inputs, Sheet learned) {
    Set<Method> methods = settings.methods();
    boolean[] won = learned.won();
    List<Candidate> candidates = new ArrayList<>();
    List<Fitting> fits = new ArrayList<>();
    if (methods.contains(Method.LOGISTIC) || methods.contains(Method.BLEND)) {
      fits.add(Fitting.logistic(inputs, learned, new Chance(settings.seed())));
      candidates.add(Candidate.of(Method.LOGISTIC, List.copyOf(fits), won));
    }
    if (methods.contains(Method.ADDITIVE) || methods.contains(Method.BLEND)) {
      Fitting additive = Fitting.additive(inputs, learned, new Chance(settings.seed()));
      fits.add(additive);
      candidates.add(Candidate.of(Method.ADDITIVE, List.of(additive), won));
    }
    if (methods.contains(Method.BLEND)) {
      candidates.add(Candidate.of(Method.BLEND, fits, won));
    }
    return candidates.stream()
        .filter(c -> methods.contains(c.method()))
        .sorted(Comparator.comparing(Candidate::method))
        .toList();
  }
}

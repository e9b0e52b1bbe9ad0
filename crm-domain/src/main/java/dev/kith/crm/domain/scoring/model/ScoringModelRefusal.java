package dev.kith.crm.domain.scoring.model;

import dev.kith.crm.domain.shared.Refusal;
import java.util.Locale;
import java.util.Map;

/** What only models refuse. */
public sealed interface ScoringModelRefusal extends Refusal {

  /**
   * It predicted the examples that were kept back no better than the active one.
   *
   * @param logLoss its own
   */
  record NotBetter(int model, double logLoss, int active, double activeLogLoss)
      implements ScoringModelRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "scoring-model-not-better";
    }

    @Override
    public String detail() {
      return String.format(
          Locale.ROOT,
          "Model %d is no better than model %d, which is active: on the newest examples their log"
              + " losses are %.4f and %.4f, and less is better.",
          model,
          active,
          logLoss,
          activeLogLoss);
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("logLoss", logLoss, "activeLogLoss", activeLogLoss);
    }
  }

  /** It was never held against the model that is active now. */
  record NotCompared(int model, int active) implements ScoringModelRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "scoring-model-not-compared";
    }

    @Override
    public String detail() {
      return "Model "
          + model
          + " was trained before model "
          + active
          + ", which is active, so nobody knows which is better; train a new one.";
    }
  }

  /** There is no model to go back to. */
  record NoneBefore() implements ScoringModelRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "scoring-model-none-before";
    }

    @Override
    public String detail() {
      return "No model was active before the one that is now.";
    }
  }

  /** Nothing predicts. */
  record NoneActive() implements ScoringModelRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "scoring-model-none-active";
    }

    @Override
    public String detail() {
      return "No scoring model is active yet; train one and activate it.";
    }
  }
}

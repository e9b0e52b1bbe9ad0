package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only attribution refuses. */
public sealed interface AttributionRefusal extends Refusal {

  /** A lead has as many touches as are kept. */
  record TooManyTouches(int most) implements AttributionRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "too-many-touches";
    }

    @Override
    public String detail() {
      return "At most " + most + " touches of a lead are kept.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("most", most);
    }
  }
}

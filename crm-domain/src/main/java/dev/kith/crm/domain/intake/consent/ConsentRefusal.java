package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only the ledger of consents refuses. */
public sealed interface ConsentRefusal extends Refusal {

  /** A ledger has as many lines as are kept. */
  record TooManyConsents(int most) implements ConsentRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "too-many-consents";
    }

    @Override
    public String detail() {
      return "At most " + most + " lines of a ledger are kept; after that, only a no is.";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("most", most);
    }
  }
}

package dev.kith.crm.domain.currency;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

/** What only currencies refuse. */
public sealed interface CurrencyRefusal extends Refusal {

  /** Nobody said what one is worth in the other. */
  record NoExchangeRate(Currency from, Currency to, LocalDate on) implements CurrencyRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "no-exchange-rate";
    }

    @Override
    public String detail() {
      return "There is no rate between "
          + from.getCurrencyCode()
          + " and "
          + to.getCurrencyCode()
          + " that counts on "
          + on
          + ", neither directly nor over a third currency.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of(
          "from", from.getCurrencyCode(), "to", to.getCurrencyCode(), "on", on.toString());
    }
  }
}

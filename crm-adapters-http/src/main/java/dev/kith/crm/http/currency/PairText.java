package dev.kith.crm.http.currency;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.shared.Checks;
import java.util.List;
import java.util.Optional;

/** Pairs of currencies in addresses, where a slash means something: EUR-USD. */
final class PairText {

  private static final Splitter HYPHEN = Splitter.on('-');

  private PairText() {}

  static Optional<CurrencyPair> read(String text) {
    List<String> codes = HYPHEN.splitToList(text);
    return codes.size() == 2
        ? Optional.ofNullable(
            CurrencyPair.read(new Checks(), "base", codes.get(0), "quote", codes.get(1)))
        : Optional.empty();
  }

  static String of(CurrencyPair pair) {
    return pair.base().getCurrencyCode() + "-" + pair.quote().getCurrencyCode();
  }
}

package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is in a pipeline, in words. */
public final class BoardWords {

  private BoardWords() {}

  /** "12 open opportunities · EUR 4,000 · EUR 1,200 weighted"; less where amounts are hidden. */
  public static String sum(Board board) {
    List<Money> amounts = board.openAmounts();
    List<Money> weighted = board.openWeighted();
    return Words.count(board.openCount(), "open opportunity", "open opportunities")
        + (amounts == null || amounts.isEmpty() ? "" : " · " + worth(amounts, board.openTotal()))
        + (weighted == null || weighted.isEmpty()
            ? ""
            : " · " + worth(weighted, board.openWeightedTotal()) + " weighted");
  }

  /** What is in a column; empty where it is hidden. */
  public static String total(Board.Column column) {
    return column.amounts() == null ? "" : worth(column.amounts(), column.total());
  }

  /** In one currency, where there are several with rates; else each by itself. */
  static String worth(List<Money> amounts, @Nullable Total total) {
    return isAddedUp(amounts, total)
        ? Words.money(List.of(Objects.requireNonNull(Objects.requireNonNull(total).sum())))
        : Words.money(amounts);
  }

  static boolean isAddedUp(List<Money> amounts, @Nullable Total total) {
    return total != null
        && total.sum() != null
        && amounts.stream().anyMatch(amount -> !amount.currency().equals(total.currency()));
  }
}

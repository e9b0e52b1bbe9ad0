package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants the lines of an opportunity to be, as it was written.
 *
 * @param currency of every line; null for the usual one
 * @param settingAmount whether the opportunity is to bring what the lines add up to
 */
public record LinesDraft(@Nullable String currency, boolean settingAmount, List<Line> lines) {

  public static final int MOST_LINES = 100;

  /** No line, and no sum, comes up to this. */
  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(15);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern QUANTITY = Pattern.compile("\\d{1,12}(\\.\\d{1,6})?");
  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?");

  /**
   * @param product what is sold; null where it is named by its key
   * @param sku the key of what is sold, in whatever case
   * @param unitPrice null for what the list says
   * @param discount percent; null for none
   */
  public record Line(
      @Nullable ProductId product,
      @Nullable String sku,
      @Nullable String quantity,
      @Nullable String unitPrice,
      @Nullable String discount) {

    /** So much of a product as the list says. */
    public static Line of(String sku, String quantity) {
      return new Line(null, sku, quantity, null, null);
    }

    public Line at(String price) {
      return new Line(product, sku, quantity, price, discount);
    }

    public Line less(String percent) {
      return new Line(product, sku, quantity, unitPrice, percent);
    }
  }

  /**
   * What lines are read against.
   *
   * @param products those that the lines name, as far as there are any
   * @param kept those of which there is a line already: they stay, sold or not
   * @param usual the currency where none is said
   * @param fixed whether the opportunity has an amount, whose currency this is
   */
  public record Known(List<Product> products, Set<ProductId> kept, Currency usual, boolean fixed) {
    public Known {
      products = ImmutableList.copyOf(products);
      kept = ImmutableSet.copyOf(kept);
    }

    private Optional<Product> named(Line line) {
      ProductId id = line.product();
      return products.stream()
          .filter(product ->
              id == null
                  ? product.content().sku().equalsIgnoreCase(text(line.sku()))
                  : product.id().equals(id))
          .findFirst();
    }
  }

  public LinesDraft {
    lines = ImmutableList.copyOf(lines);
  }

  public static LinesDraft of(Line... lines) {
    return new LinesDraft(null, false, ImmutableList.copyOf(lines));
  }

  /** The same, after which the opportunity is to bring what the lines add up to. */
  public LinesDraft andAmount() {
    return new LinesDraft(currency, true, lines);
  }

  public LinesDraft in(String code) {
    return new LinesDraft(code, settingAmount, lines);
  }

  /** Refused with {@code invalid}, every problem listed. */
  public Outcome<LineList> read(Known known) {
    Checks checks = new Checks();
    Currency money = currency(checks, known);
    if (lines.size() > MOST_LINES) {
      checks.add("lines", "too-many", "An opportunity has at most " + MOST_LINES + " lines.");
    }
    List<OpportunityLine> good = new ArrayList<>();
    for (int i = 0; i < lines.size() && i < MOST_LINES; i++) {
      OpportunityLine line = read(checks, "lines/" + i, lines.get(i), known, money);
      if (line != null) {
        good.add(line);
      }
    }
    if (checks.passed()
        && good.stream()
                .map(line -> line.amount().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .compareTo(LIMIT)
            >= 0) {
      checks.add("lines", "too-large", "The lines add up to more than an amount can be.");
    }
    return checks.orRefuse(() -> new LineList(money, good));
  }

  private Currency currency(Checks checks, Known known) {
    String code = text(currency);
    Currency said = code.isEmpty() ? null : Money.currency(checks, "currency", code);
    if (said != null && known.fixed() && !settingAmount && !said.equals(known.usual())) {
      checks.add(
          "currency",
          "other-currency",
          "The amount of the opportunity is in " + known.usual() + ", so its lines are, too.");
    }
    return said == null ? known.usual() : said;
  }

  private static @Nullable OpportunityLine read(
      Checks checks, String at, Line line, Known known, Currency currency) {
    Product product = product(checks, at, line, known);
    BigDecimal quantity = quantity(checks, at + "/quantity", text(line.quantity()));
    Money price = price(checks, at + "/unitPrice", line, product, currency);
    BigDecimal discount = discount(checks, at + "/discount", text(line.discount()));
    if (product == null || quantity == null || price == null || discount == null) {
      return null;
    }
    OpportunityLine good = new OpportunityLine(product.id(), quantity, price, discount);
    if (good.amount().amount().compareTo(LIMIT) >= 0) {
      checks.add(at + "/quantity", "too-large", "The line comes to more than an amount can be.");
      return null;
    }
    return good;
  }

  private static @Nullable Product product(Checks checks, String at, Line line, Known known) {
    String where = at + (line.product() == null ? "/sku" : "/product");
    if (line.product() == null && text(line.sku()).isEmpty()) {
      checks.add(at + "/product", "required", "A line needs a product, by its id or its key.");
      return null;
    }
    Product product = known.named(line).orElse(null);
    if (product == null) {
      checks.add(where, "unknown-product", "There is no such product in the catalogue.");
    } else if (!product.active() && !known.kept().contains(product.id())) {
      checks.add(where, "product-retired", product.content().sku() + " is sold no more.");
    }
    return product;
  }

  private static @Nullable BigDecimal quantity(Checks checks, String at, String text) {
    if (text.isEmpty()) {
      checks.add(at, "required", "A line needs a quantity.");
      return null;
    }
    BigDecimal quantity = QUANTITY.matcher(text).matches() ? new BigDecimal(text) : null;
    if (quantity == null || quantity.signum() == 0) {
      checks.add(
          at,
          "quantity-syntax",
          "A quantity is more than 0 and written as 2 or 1.5, with at most 6 digits behind the"
              + " point.");
      return null;
    }
    return quantity;
  }

  private static @Nullable Money price(
      Checks checks, String at, Line line, @Nullable Product product, Currency currency) {
    String said = text(line.unitPrice());
    if (!said.isEmpty()) {
      return Money.read(checks, at, said, "currency", currency.getCurrencyCode());
    }
    if (product == null) {
      return null;
    }
    Money listed = product.content().price(currency).orElse(null);
    if (listed == null) {
      checks.add(
          at,
          "no-list-price",
          "The list has no price of " + product.content().sku() + " in " + currency + ": say one.");
    }
    return listed;
  }

  private static @Nullable BigDecimal discount(Checks checks, String at, String text) {
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    BigDecimal percent = PERCENT.matcher(text).matches() ? new BigDecimal(text) : null;
    if (percent == null || percent.compareTo(HUNDRED) > 0) {
      checks.add(
          at,
          "percent-syntax",
          "A discount is from 0 to 100 percent, written as 10 or 12.5, with at most 4 digits"
              + " behind the point.");
      return null;
    }
    return percent;
  }

  private static String text(@Nullable String raw) {
    return raw == null ? "" : VisibleText.trim(raw);
  }
}

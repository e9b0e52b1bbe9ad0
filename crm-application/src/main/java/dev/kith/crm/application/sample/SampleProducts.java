package dev.kith.crm.application.sample;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** A small catalogue, and what deals are made up of. */
final class SampleProducts {

  /** Its own, so that deals are the same with and without it. */
  private static final long SEED = 20_261_128;

  /** Sold until lately. */
  private static final String RETIRED = "GTW-100";

  private record Offer(String sku, String name, String family, String euros, String pounds) {}

  private static final List<Offer> OFFERS =
      ImmutableList.of(
          new Offer("LIC-STD", "Control licence, standard, one year", "Licences", "1200", "1050"),
          new Offer("LIC-PLUS", "Control licence, plus, one year", "Licences", "2400", "2100"),
          new Offer(RETIRED, "Gateway 100", "Hardware", "1390", "1210"),
          new Offer("GTW-200", "Gateway 200", "Hardware", "1890", "1640"),
          new Offer("SNS-10", "Sensor set, 10 pieces", "Hardware", "640", "555"),
          new Offer("SUP-DAY", "Support in office hours, one year", "Services", "900", "790"),
          new Offer("SUP-24", "Support round the clock, one year", "Services", "2900", "2500"),
          new Offer("TRN-1", "Training on site, one day", "Services", "1450", "1250"),
          new Offer("CNS-1", "Consulting, one day", "Services", "1250", "1080"));

  private static final List<String> DISCOUNTS = ImmutableList.of("5", "10", "12.5");

  private final Workspace crm;
  private final Random random = new Random(SEED);
  private final Map<String, ProductId> ids = new HashMap<>();

  /**
   * @param crm of somebody who may do everything
   */
  SampleProducts(Workspace crm) {
    this.crm = crm;
  }

  void list() {
    OFFERS.forEach(
        offer -> ids.put(offer.sku(), crm.products().list(draft(offer)).orElseThrow().id()));
  }

  private static ProductDraft draft(Offer offer) {
    return new ProductDraft(
        offer.sku(),
        offer.name(),
        offer.family(),
        List.of(new Price(offer.euros(), "EUR"), new Price(offer.pounds(), "GBP")),
        null,
        null);
  }

  /** Most deals are made up of products; of some of them the amount was said before. */
  void compose(OpportunityId deal) {
    if (random.nextInt(8) == 0) {
      return;
    }
    List<Offer> offered = new ArrayList<>(OFFERS);
    Collections.shuffle(offered, random);
    LinesDraft lines =
        LinesDraft.of(
            offered.stream().limit(1 + random.nextInt(3)).map(this::line).toArray(Line[]::new));
    crm.opportunityLines()
        .replace(deal, random.nextInt(3) == 0 ? lines : lines.andAmount())
        .orElseThrow();
  }

  private Line line(Offer offer) {
    Line line = Line.of(offer.sku(), Integer.toString(1 + random.nextInt(15)));
    return random.nextInt(4) == 0
        ? line.less(DISCOUNTS.get(random.nextInt(DISCOUNTS.size())))
        : line;
  }

  /** Something has been sold that is sold no more. */
  void retire() {
    crm.products().retire(Objects.requireNonNull(ids.get(RETIRED))).orElseThrow();
  }
}

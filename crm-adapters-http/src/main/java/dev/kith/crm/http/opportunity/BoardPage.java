package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.Board.Card;
import dev.kith.crm.application.opportunity.Board.Column;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The board.
 *
 * @param address what it shows
 * @param board null where there is no pipeline, or its address is wrong
 * @param problem what kept a card from being moved; null if nothing did
 * @param moved what has just been moved and can be taken back; null for nothing
 * @param problems what is wrong with the address
 */
record BoardPage(
    ListAddress address,
    @Nullable Board board,
    List<Pipeline> pipelines,
    List<Person> owners,
    List<TeamView> teams,
    ProductFilter products,
    Actor actor,
    Instant now,
    @Nullable Trouble problem,
    @Nullable Moved moved,
    List<Violation> problems) {

  static final String[] FILTERS = {
    "pipeline",
    "q",
    "owner",
    "team",
    "product",
    "closeFrom",
    "closeTo",
    "amountMin",
    "amountMax",
    "asOf"
  };

  BoardPage {
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
    teams = ImmutableList.copyOf(teams);
    problems = ImmutableList.copyOf(problems);
  }

  /**
   * Why a card is where it was.
   *
   * @param text for people
   * @param href where it can be mended; null if nowhere
   */
  record Trouble(String text, @Nullable String href) {}

  /** A move that has just been made. */
  record Moved(OpportunityId card, String text) {}

  boolean mayMove(Card card) {
    return card.opportunity().isOpen()
        && board != null
        && board.asOf() == null
        && Visibility.of(actor, new Permission(Feature.OPPORTUNITY, Action.EDIT))
            .reaches(card.opportunity().owner());
  }

  /** Keys of the stages to which the card can go, and of its own. */
  String goals(Column column, Card card) {
    return mayMove(card)
        ? board == null
            ? ""
            : column.stage().key()
                + " "
                + board.pipeline().nextOf(column.stage()).stream()
                    .map(Stage::key)
                    .collect(Collectors.joining(" "))
        : "";
  }

  String total(Column column) {
    return BoardWords.total(column);
  }

  /** The amounts that a total of several currencies is made of; empty where they are the total. */
  String parts(Column column) {
    return column.amounts() == null || !BoardWords.isAddedUp(column.amounts(), column.total())
        ? ""
        : Words.money(column.amounts());
  }

  String weighted(Column column) {
    var weighted = column.weighted();
    return weighted == null || weighted.isEmpty() || !column.stage().isOpen()
        ? ""
        : BoardWords.worth(weighted, column.weightedTotal());
  }

  /** By which rates several currencies were added up, or why they were not; else empty. */
  String rates() {
    List<Money> amounts = board == null ? null : board.openAmounts();
    Total total = board == null ? null : board.openTotal();
    if (amounts == null || total == null) {
      return "";
    }
    if (!total.missing().isEmpty()) {
      return "Not added up: there is no rate for "
          + total.missing().stream()
              .map(Currency::getCurrencyCode)
              .collect(Collectors.joining(", "))
          + ".";
    }
    return BoardWords.isAddedUp(amounts, total)
        ? "In " + total.currency().getCurrencyCode() + ", by rates since " + total.rateDate() + "."
        : "";
  }

  /** What the open stages add up to. */
  String sum() {
    return board == null ? "" : BoardWords.sum(board);
  }

  /** Everything in a column, as a list. */
  String listHref(Column column) {
    return new ListAddress("/opportunities", address.values())
        .with("amountMin", "")
        .with("amountMax", "")
        .with("team", "")
        .with("asOf", "")
        .with("pipeline", board == null ? "" : board.pipeline().id().toString())
        .with("stage", column.stage().key())
        .href();
  }

  String age(OpportunityView opportunity) {
    return OpportunityWords.age(opportunity.where().since(), now);
  }

  boolean isNarrowed() {
    return !address.with("pipeline", "").values().isEmpty();
  }
}

package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.PipelinePast.Wanted;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which opportunities of a past are asked for, by parameters. */
final class PastQuery {

  static final List<Route.Parameter> PARAMETERS =
      ImmutableList.of(
          parameter("owner", Shape.uuid(), "Only what this user owned"),
          parameter("team", Shape.uuid(), "Only what the active members of this team owned"),
          parameter("closeFrom", Shape.date(), "Only what was to be decided on this day or later"),
          parameter("closeTo", Shape.date(), "Only what was to be decided by this day"),
          parameter("amountMin", Shape.text(30), "Only what was worth so much or more"),
          parameter("amountMax", Shape.text(30), "Only what was worth so much or less"));

  private PastQuery() {}

  private static Route.Parameter parameter(String name, Shape shape, String description) {
    return new Route.Parameter(name, shape, false, description);
  }

  /** Refused with {@code invalid}, each problem at its parameter. */
  static Outcome<Wanted> read(Map<String, String> asked) {
    Checks checks = new Checks();
    UUID owner = uuid(checks, asked, "owner");
    UUID team = uuid(checks, asked, "team");
    LocalDate closeFrom = date(checks, asked, "closeFrom");
    LocalDate closeTo = date(checks, asked, "closeTo");
    BigDecimal amountMin = amount(checks, asked, "amountMin");
    BigDecimal amountMax = amount(checks, asked, "amountMax");
    return checks.orRefuse(() ->
        new Wanted(
            owner == null ? null : new UserId(owner),
            team == null ? null : new TeamId(team),
            closeFrom,
            closeTo,
            amountMin,
            amountMax));
  }

  private static @Nullable UUID uuid(Checks checks, Map<String, String> asked, String name) {
    String text = asked.getOrDefault(name, "");
    Optional<UUID> id = ShapeCheck.uuid(text);
    if (!text.isEmpty() && id.isEmpty()) {
      wrong(checks, name, text);
    }
    return id.orElse(null);
  }

  private static @Nullable LocalDate date(Checks checks, Map<String, String> asked, String name) {
    String text = asked.getOrDefault(name, "");
    try {
      return text.isEmpty() ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      wrong(checks, name, text);
      return null;
    }
  }

  private static @Nullable BigDecimal amount(
      Checks checks, Map<String, String> asked, String name) {
    String text = asked.getOrDefault(name, "");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,15}([.][0-9]{1,4})?")) {
      wrong(checks, name, text);
      return null;
    }
    return new BigDecimal(text);
  }

  private static void wrong(Checks checks, String name, String text) {
    checks.add(name, "filter-value", "This cannot be compared with: " + text + ".");
  }
}

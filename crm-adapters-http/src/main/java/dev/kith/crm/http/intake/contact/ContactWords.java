package dev.kith.crm.http.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.intake.contact.Obstacle;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How consent and contact read on pages. */
public final class ContactWords {

  private ContactWords() {}

  /**
   * One reason against a contact.
   *
   * @param at a moment that goes with it; null if none does
   */
  public record Reason(String text, @Nullable Instant at) {}

  public static String channel(Channel channel) {
    return switch (channel) {
      case EMAIL -> "E-mail";
      case PHONE -> "Phone";
      case SMS -> "SMS";
      case WHATSAPP -> "WhatsApp";
      case POST -> "Post";
      case WEB -> "Web pages";
    };
  }

  public static String basis(LawfulBasis basis) {
    return Words.of(basis);
  }

  public static String answer(ContactDecision decision) {
    return decision.allowed() ? "Yes" : decision.from().isPresent() ? "Later" : "No";
  }

  public static String tone(ContactDecision decision) {
    return decision.allowed() ? "good" : decision.from().isPresent() ? "warn" : "bad";
  }

  public static String tone(ConsentHistory.State state) {
    return switch (state) {
      case GRANTED -> "good";
      case DENIED, WITHDRAWN -> "bad";
      case EXPIRED -> "warn";
    };
  }

  public static String tone(ConsentEntry.Status status) {
    return switch (status) {
      case GRANTED -> "good";
      case DENIED, WITHDRAWN -> "bad";
    };
  }

  /** What stands against a contact; what passes by itself only where nothing else does. */
  public static List<Reason> reasons(ContactDecision decision) {
    boolean waitingHelps = decision.from().isPresent();
    return decision.obstacles().stream()
        .filter(obstacle -> waitingHelps || obstacle.ends().isEmpty())
        .map(ContactWords::reason)
        .toList();
  }

  private static Reason reason(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Unreachable(Channel channel) -> new Reason(missing(channel), null);
      case Obstacle.NotAsked o -> new Reason("Not asked", null);
      case Obstacle.Refused(ConsentEntry entry) ->
          new Reason(Words.of(entry.status()), entry.occurredAt());
      case Obstacle.Expired(ConsentEntry entry) -> new Reason("Agreed until", entry.until());
      case Obstacle.Suppressed(var by) ->
          new Reason(
              "On the suppression list: " + by.reason() + (by.until() == null ? "" : ", until"),
              by.until());
      case Obstacle.Registered o ->
          new Reason("In an outside register of people who want no calls", null);
      case Obstacle.RegistrySilent o ->
          new Reason("An outside register did not answer; ask again", null);
      case Obstacle.Quiet(var end) ->
          new Reason(end.isPresent() ? "Quiet hours until" : "Quiet hours", end.orElse(null));
    };
  }

  private static String missing(Channel channel) {
    return switch (channel) {
      case EMAIL -> "No e-mail address";
      case PHONE, SMS, WHATSAPP -> "No telephone number";
      case POST -> "No postal address";
      case WEB -> "Nobody is contacted there";
    };
  }
}

package dev.kith.crm.http.scoring;

import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.http.pages.Words;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How engagement and its rules read. */
public final class EngagementWords {

  private EngagementWords() {}

  /** What was done, as it follows on a name: "opened a mail". */
  public static String what(EngagementContent content) {
    String name = content.name();
    return name == null ? what(content.type()) : name;
  }

  public static String what(EngagementType type) {
    return switch (type) {
      case EMAIL_SENT -> "Was sent a mail";
      case EMAIL_OPEN -> "Opened a mail";
      case EMAIL_CLICK -> "Followed a link in a mail";
      case EMAIL_REPLY -> "Answered a mail";
      case PAGE_VIEW -> "Looked at a page";
      case FORM_SUBMIT -> "Submitted a form";
      case ASSET_DOWNLOAD -> "Downloaded a file";
      case MEETING_HELD -> "Met us";
      case WHATSAPP_REPLY -> "Answered on WhatsApp";
      case CUSTOM -> "Something else";
    };
  }

  public static String who(Verdict verdict) {
    return switch (verdict) {
      case HUMAN -> "A person";
      case BOT -> "A machine";
      case PREFETCH -> "Fetched in advance";
      case UNKNOWN -> "Not known";
    };
  }

  public static String tone(Verdict verdict) {
    return switch (verdict) {
      case HUMAN -> "good";
      case BOT -> "bad";
      case PREFETCH -> "warn";
      case UNKNOWN -> "";
    };
  }

  public static String why(Signal signal) {
    return switch (signal) {
      case HONEYPOT -> "It followed a link that no person sees.";
      case BEFORE_DELIVERY -> "It came before the mail was delivered.";
      case HEAD_REQUEST -> "It asked about the address without fetching it.";
      case NO_BROWSER -> "The program is no browser and no mail program.";
      case ALL_LINKS_AT_ONCE -> "All links of the mail were followed on its arrival.";
      case MANY_RECIPIENTS -> "Mails of many leads were fetched from one network in a minute.";
      case PREFETCH -> "The browser fetched it in advance.";
      case IMAGE_PROXY -> "The mail service fetched the pictures.";
      case NO_USER_AGENT -> "Which program it was is not known.";
    };
  }

  /** With its sign, for it may take. */
  public static String points(long points) {
    return (points > 0 ? "+" : points < 0 ? "−" : "") + Words.number(Math.abs(points));
  }

  static String repeat(Repeat repeat) {
    return switch (repeat) {
      case Repeat.Once() -> "once";
      case Repeat.OncePerObject() -> "once for each page, mail or file";
      case Repeat.PerWindow(Duration window, int most) ->
          (most == 1 ? "once" : Words.number(most) + " times")
              + " in "
              + (window.equals(Duration.ofDays(1)) ? "a day" : span(window));
      case Repeat.Always() -> "every time";
    };
  }

  /** Whole days where they are, hours otherwise. */
  static String span(Duration span) {
    long hours = span.toHours();
    return hours % 24 == 0 && hours > 0
        ? Words.count(hours / 24, "day", "days")
        : Words.count(hours, "hour", "hours");
  }

  static String properties(EngagementContent content) {
    return content.properties().entrySet().stream()
        .map(property -> property.getKey() + ": " + property.getValue())
        .collect(Collectors.joining(" · "));
  }

  /** The address without what says nothing to a reader. */
  public static @Nullable String object(EngagementContent content) {
    String object = content.object();
    if (object == null) {
      return null;
    }
    int scheme = object.indexOf("://");
    return scheme > 0 && scheme < 8 ? object.substring(scheme + 3) : object;
  }
}

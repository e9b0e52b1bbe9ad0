package dev.kith.crm.http.intake.contact;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the histories of suppressions and of the quiet hours read. */
public final class ContactHistory {

  private static final Permission VIEW = new Permission(Feature.CONSENT, Action.VIEW);

  private static final int DAYS_OF_A_WEEK = 7;

  private ContactHistory() {}

  public static List<RecordWords> words() {
    return List.of(suppression(), quietHours());
  }

  private static RecordWords suppression() {
    return RecordWords.of("suppression", "suppression")
        .at("/suppressions", VIEW)
        .title("target")
        .field("kind", "Kind", Reading.choice(SuppressionDraft.Kind.class, Words::of))
        .field("target", "Left alone", Reading.text())
        .field("until", "Until", new Reading.Moment())
        .field("removal", "Taken off because", Reading.text())
        .deed("suppression.add", Deed.of("put it on the list", "blocked", "step"))
        .deed("suppression.remove", Deed.of("took it off the list", "restore", ""))
        .build();
  }

  private static RecordWords quietHours() {
    return RecordWords.of("quiet-hours", "quiet hours")
        .at("/quiet-hours", VIEW)
        .untold()
        .field("zone", "Time zone", Reading.text())
        .field("windows", "Windows", new Reading.Spoken(ContactHistory::windows))
        .deed("quiet-hours.set", Deed.of("set the quiet hours", "clock", ""))
        .build();
  }

  private static String windows(String text) {
    return Splitter.on("; ")
        .splitToStream(text)
        .map(ContactHistory::window)
        .collect(Collectors.joining("; "));
  }

  /** {@code PHONE+SMS SAT+SUN 20:00-08:00} reads "Phone, SMS: Sat, Sun 20:00-08:00". */
  private static String window(String text) {
    List<String> parts = Splitter.on(' ').splitToList(text);
    if (parts.size() != 3) {
      return text;
    }
    List<String> days = Splitter.on('+').splitToList(parts.get(1));
    return named(parts.get(0))
        + ": "
        + (days.size() == DAYS_OF_A_WEEK
            ? "every day"
            : days.stream().map(Words::ofChoice).collect(Collectors.joining(", ")))
        + " "
        + parts.get(2);
  }

  private static String named(String channels) {
    return Splitter.on('+')
        .splitToStream(channels)
        .map(name ->
            Arrays.stream(Channel.values())
                .filter(c -> c.name().equals(name))
                .findFirst()
                .map(ContactWords::channel)
                .orElse(name))
        .collect(Collectors.joining(", "));
  }
}

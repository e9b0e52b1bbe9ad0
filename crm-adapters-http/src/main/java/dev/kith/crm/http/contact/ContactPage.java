package dev.kith.crm.http.contact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.relationship.ContactRolesOf;
import dev.kith.crm.http.task.RelatedTasks;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact with what is around it.
 *
 * @param account where they work; null for nowhere, and where the person may not see it
 * @param reachable what the person may do with this very contact
 * @param reachability whether they may be contacted; empty for somebody who may not know
 * @param origins from which leads it came
 * @param tasks null for somebody who may not see tasks
 * @param problems what kept the last action from being done
 */
record ContactPage(
    ContactView contact,
    @Nullable AccountView account,
    Set<Action> reachable,
    List<Person> owners,
    Sharing sharing,
    Origins origins,
    List<Reachable> reachability,
    @Nullable RelatedTasks tasks,
    ContactRolesOf roles,
    List<EntryWords> history,
    Instant now,
    String note,
    Problems problems) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  ContactPage {
    reachable = ImmutableSet.copyOf(reachable);
    owners = ImmutableList.copyOf(owners);
    history = ImmutableList.copyOf(history);
  }

  /** A field and what it says. */
  record Fact(String label, String text) {}

  boolean may(Action action) {
    return reachable.contains(action);
  }

  /** Whether they may be contacted on a channel, purpose by purpose. */
  record Reachable(Channel channel, List<PersonAnswer> answers) {
    Reachable {
      answers = ImmutableList.copyOf(answers);
    }

    static List<Reachable> of(List<PersonAnswer> answers) {
      return answers.stream()
          .map(PersonAnswer::channel)
          .distinct()
          .map(channel ->
              new Reachable(
                  channel, answers.stream().filter(answer -> answer.channel() == channel).toList()))
          .toList();
    }
  }

  boolean isDeleted() {
    return contact.revision().isDeleted();
  }

  boolean isChangeable() {
    return !isDeleted() && may(Action.EDIT);
  }

  List<Fact> facts() {
    return Stream.of(ContactField.LANGUAGE, ContactField.EXTERNAL_ID)
        .flatMap(field -> {
          String text = ContactWords.value(contact, field);
          return text == null ? Stream.empty() : Stream.of(new Fact(field.label(), text));
        })
        .toList();
  }

  /** With what their clocks show now; null where the time zone is not known. */
  @Nullable String timeZone() {
    String zone = contact.get(ContactField.TIME_ZONE);
    return zone == null
        ? null
        : zone + ", " + TIME.format(now.atZone(ZoneId.of(zone))) + " there now";
  }

  boolean isBare() {
    return contact.emails().isEmpty()
        && contact.phones().isEmpty()
        && ContactWords.address(contact).isEmpty()
        && facts().isEmpty()
        && timeZone() == null;
  }
}

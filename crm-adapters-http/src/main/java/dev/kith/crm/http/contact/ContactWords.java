package dev.kith.crm.http.contact;

import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ChannelType;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contacts in words. */
public final class ContactWords {

  private ContactWords() {}

  static String type(ChannelType type) {
    return switch (type) {
      case WORK -> "Work";
      case MOBILE -> "Mobile";
      case HOME -> "Home";
      case OTHER -> "Other";
    };
  }

  /** The lines of a field of several values, as a history tells them. */
  public static String channels(String lines) {
    return ChannelLine.read(lines).stream()
        .map(line -> line.value() + " (" + type(line.type()).toLowerCase(Locale.ENGLISH) + ")")
        .collect(Collectors.joining(", "));
  }

  /** How a field reads on a page; null if it is empty. */
  public static @Nullable String value(ContactView contact, ContactField field) {
    String text = contact.get(field);
    if (text == null) {
      return null;
    }
    return switch (field) {
      case COUNTRY -> Words.country(text);
      case LANGUAGE -> language(text);
      case EXTERNAL_ID ->
          contact.get(ContactField.EXTERNAL_SYSTEM) == null
              ? text
              : text + " (" + contact.get(ContactField.EXTERNAL_SYSTEM) + ")";
      default -> text;
    };
  }

  /** What they are where they work: title and department. */
  static String position(ContactView contact) {
    return Stream.of(contact.get(ContactField.TITLE), contact.get(ContactField.DEPARTMENT))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  /** The lines of the postal address; empty if there is none. */
  static List<String> address(ContactView contact) {
    String place =
        Stream.of(contact.get(ContactField.POSTAL_CODE), contact.get(ContactField.CITY))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return Stream.of(
            contact.get(ContactField.STREET),
            place.isEmpty() ? null : place,
            contact.get(ContactField.REGION),
            value(contact, ContactField.COUNTRY))
        .filter(Objects::nonNull)
        .flatMap(String::lines)
        .distinct()
        .toList();
  }

  private static String language(String code) {
    return Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }

  /** The languages to choose from, by their English names. */
  static List<Choice> languages(String selected) {
    return Stream.concat(
            Stream.of(new Choice("", "–", selected.isEmpty())),
            Arrays.stream(Locale.getISOLanguages())
                .map(code -> new Choice(code, language(code), code.equals(selected)))
                .sorted(Comparator.comparing(Choice::label)))
        .toList();
  }
}

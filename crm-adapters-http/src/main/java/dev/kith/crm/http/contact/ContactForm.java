package dev.kith.crm.http.contact;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ChannelType;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.TimeZoneNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as people write it into a form.
 *
 * @param contact the one that is edited; null for a new one
 * @param typed what stands in the fields; the account by its name
 * @param at id of the account from whose page the form was opened; empty for none
 * @param visible the fields that the person sees
 * @param checked whether addresses and numbers are looked over while somebody types
 * @param problems those of an address or a number under the id of its field, such as {@code
 *     emails-1}
 * @param alike others that look like a new one, of which the person is told before it is saved
 */
record ContactForm(
    @Nullable ContactView contact,
    Map<ContactField, String> typed,
    long version,
    String owner,
    String at,
    FieldCatalogue<ContactView> visible,
    List<Person> owners,
    boolean mayAssign,
    boolean checked,
    Problems problems,
    AlikeWarning alike) {

  /** So many empty lines are there to write a further address or number on. */
  private static final int SPARE = 2;

  private static final Map<String, List<ContactField>> GROUPS =
      ImmutableMap.of(
          "Person",
          List.of(
              ContactField.GIVEN_NAME,
              ContactField.FAMILY_NAME,
              ContactField.ACCOUNT,
              ContactField.TITLE,
              ContactField.DEPARTMENT,
              ContactField.LANGUAGE),
          "Address",
          List.of(
              ContactField.STREET,
              ContactField.POSTAL_CODE,
              ContactField.CITY,
              ContactField.REGION,
              ContactField.COUNTRY,
              ContactField.TIME_ZONE),
          "More",
          List.of(
              ContactField.DESCRIPTION, ContactField.EXTERNAL_SYSTEM, ContactField.EXTERNAL_ID));

  ContactForm {
    typed = ImmutableMap.copyOf(typed);
    owners = ImmutableList.copyOf(owners);
  }

  record Group(String title, List<Input> inputs) {
    Group {
      inputs = ImmutableList.copyOf(inputs);
    }
  }

  /**
   * A field of the form.
   *
   * @param hint null for none
   */
  record Input(ContactField field, String value, @Nullable String hint, List<String> problems) {

    Input {
      problems = ImmutableList.copyOf(problems);
    }

    boolean isWide() {
      return field == ContactField.DESCRIPTION || field == ContactField.STREET;
    }

    /** What can be chosen; empty for a text. */
    List<Choice> choices() {
      return switch (field) {
        case COUNTRY -> Countries.choices(value);
        case LANGUAGE -> ContactWords.languages(value);
        default -> List.of();
      };
    }

    /** What it can be filled with by a click; any other text will do. */
    List<String> offered() {
      return field == ContactField.TIME_ZONE ? TimeZoneNames.all() : List.of();
    }
  }

  /**
   * A line for an address or a number.
   *
   * @param id of its field, such as {@code emails-0}
   */
  record Line(
      String id,
      String label,
      String value,
      List<Choice> types,
      boolean primary,
      List<String> problems) {
    Line {
      types = ImmutableList.copyOf(types);
      problems = ImmutableList.copyOf(problems);
    }
  }

  static Map<ContactField, String> of(ContactView contact) {
    Map<ContactField, String> typed = new LinkedHashMap<>(contact.values());
    String account = nameOfAccount(contact);
    if (account != null) {
      typed.put(ContactField.ACCOUNT, account);
    }
    return typed;
  }

  /** Its id where the person does not see what it is called. */
  static @Nullable String nameOfAccount(ContactView contact) {
    return contact.accountName() == null
        ? contact.get(ContactField.ACCOUNT)
        : contact.accountName();
  }

  String path() {
    return contact == null ? "/contacts" : "/contacts/" + contact.id();
  }

  List<Group> groups() {
    ImmutableList.Builder<Group> groups = ImmutableList.builder();
    GROUPS.forEach((title, fields) -> {
      List<Input> inputs = fields.stream().filter(this::isVisible).map(this::input).toList();
      if (!inputs.isEmpty()) {
        groups.add(new Group(title, inputs));
      }
    });
    return groups.build();
  }

  boolean isVisible(ContactField field) {
    return visible.find(field.code()).isPresent();
  }

  /** The lines of a field of several values, with empty ones behind them. */
  List<Line> lines(ContactField field) {
    List<ChannelLine> written = ChannelLine.read(typed.get(field));
    boolean named = written.stream().anyMatch(ChannelLine::primary);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(written.size() + SPARE, ContactContent.MOST_CHANNELS); i++) {
      ChannelLine line = i < written.size() ? written.get(i) : null;
      String id = field.code() + "-" + i;
      lines.add(
          new Line(
              id,
              (field == ContactField.EMAILS ? "E-mail address " : "Phone number ") + (i + 1),
              line == null ? "" : line.value(),
              types(line == null ? usual(field) : line.type()),
              named ? line != null && line.primary() : i == 0,
              problems.at(id)));
    }
    return lines;
  }

  private static ChannelType usual(ContactField field) {
    return field == ContactField.EMAILS ? ChannelType.WORK : ChannelType.MOBILE;
  }

  private static List<Choice> types(ChannelType chosen) {
    return Arrays.stream(ChannelType.values())
        .map(type -> new Choice(type.name(), ContactWords.type(type), type == chosen))
        .toList();
  }

  private Input input(ContactField field) {
    return new Input(
        field,
        typed.getOrDefault(field, ""),
        switch (field) {
          case ACCOUNT -> "Where they work: its name, or one of its domains";
          case TIME_ZONE -> "Such as Europe/Berlin";
          default -> null;
        },
        problems.at(field.code()));
  }
}

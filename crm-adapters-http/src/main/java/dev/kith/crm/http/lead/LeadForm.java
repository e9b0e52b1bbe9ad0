package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Words;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of a new or an existing lead. It sends along what each field held when the form was
 * opened, so that only what the person changed is changed, and so that two people at one lead see
 * each other's values.
 *
 * @param lead null for a new one
 * @param typed what stands in the fields
 * @param was what stood there when the form was opened
 * @param saved what is saved now where that differs from both: somebody else changed it meanwhile
 * @param hidden codes of the fields that the person may not see
 * @param alike leads that look like this one, of which the person is told before it is saved
 */
record LeadForm(
    @Nullable LeadView lead,
    Map<LeadField, String> typed,
    Map<LeadField, String> was,
    Map<LeadField, String> saved,
    boolean changedMeanwhile,
    Set<String> hidden,
    List<Person> owners,
    String owner,
    Problems problems,
    DuplicateCheck alike) {

  private static final Map<String, List<LeadField>> GROUPS =
      ImmutableMap.of(
          "Person",
          ImmutableList.of(
              LeadField.GIVEN_NAME,
              LeadField.FAMILY_NAME,
              LeadField.COMPANY,
              LeadField.TITLE,
              LeadField.TAGS),
          "Reach",
          ImmutableList.of(
              LeadField.EMAIL,
              LeadField.PHONE,
              LeadField.EMAIL_CONSENT,
              LeadField.PHONE_CONSENT,
              LeadField.WHATSAPP_CONSENT,
              LeadField.CONSENT_EVIDENCE),
          "Address",
          ImmutableList.of(
              LeadField.STREET,
              LeadField.POSTAL_CODE,
              LeadField.CITY,
              LeadField.REGION,
              LeadField.COUNTRY),
          "Where it came from",
          ImmutableList.of(
              LeadField.SOURCE,
              LeadField.UTM_SOURCE,
              LeadField.UTM_MEDIUM,
              LeadField.UTM_CAMPAIGN,
              LeadField.UTM_TERM,
              LeadField.UTM_CONTENT,
              LeadField.EXTERNAL_SYSTEM,
              LeadField.EXTERNAL_ID),
          "Further details",
          ImmutableList.of(LeadField.CUSTOM_FIELDS));

  LeadForm {
    typed = ImmutableMap.copyOf(typed);
    was = ImmutableMap.copyOf(was);
    saved = ImmutableMap.copyOf(saved);
    hidden = ImmutableSet.copyOf(hidden);
    owners = ImmutableList.copyOf(owners);
  }

  /** A part of the form. */
  record Group(String title, List<Input> inputs) {}

  /**
   * A field of the form.
   *
   * @param saved what somebody else saved meanwhile; null if there is no conflict
   * @param choices what can be chosen; empty for a text
   */
  record Input(
      LeadField field,
      String value,
      String was,
      @Nullable String saved,
      List<Choice> choices,
      List<String> problems) {

    String type() {
      return switch (field) {
        case EMAIL -> "email";
        case PHONE -> "tel";
        default -> "text";
      };
    }

    /** How many lines there are to write; one for a field that has no line breaks. */
    int rows() {
      return switch (field) {
        case STREET -> 2;
        case CUSTOM_FIELDS -> Math.clamp(value.chars().filter(c -> c == '\n').count() + 2, 4, 16);
        default -> 1;
      };
    }

    /** How it is to be written, where that has to be said; empty elsewhere. */
    String hint() {
      return field == LeadField.CUSTOM_FIELDS
          ? "One on each line, as “Shoe size: 37”. A line that begins with a blank goes on with the"
              + " one above."
          : "";
    }

    /** What else is read out with it; null for nothing. */
    @Nullable String describedBy() {
      String code = field.code();
      String ids =
          (problems.isEmpty() ? "" : code + "-problem ") + (hint().isEmpty() ? "" : code + "-hint");
      return ids.isEmpty() ? null : ids.strip();
    }

    /** Whether it is looked over while somebody types. */
    boolean isChecked() {
      return LeadFieldCheck.FIELDS.contains(field);
    }
  }

  static LeadForm blank(List<Person> owners, Set<String> hidden) {
    return new LeadForm(
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        false,
        hidden,
        owners,
        "me",
        Problems.NONE,
        DuplicateCheck.NOTHING);
  }

  static LeadForm of(LeadView lead, Set<String> hidden) {
    return new LeadForm(
        lead,
        lead.values(),
        lead.values(),
        Map.of(),
        false,
        hidden,
        List.of(),
        "",
        Problems.NONE,
        DuplicateCheck.NOTHING);
  }

  /** The form again with what was typed, and what is wrong with it. */
  static LeadForm again(
      @Nullable LeadView lead,
      Map<String, String> sent,
      Set<String> hidden,
      List<Person> owners,
      Refusal refusal) {
    return new LeadForm(
        lead,
        read(sent, ""),
        read(sent, "was."),
        Map.of(),
        false,
        hidden,
        owners,
        sent.getOrDefault("owner", ""),
        Problems.of(refusal),
        DuplicateCheck.NOTHING);
  }

  /** The form of a new lead again, with leads that look like it. */
  static LeadForm suspected(
      Map<String, String> sent, Set<String> hidden, List<Person> owners, DuplicateCheck alike) {
    return new LeadForm(
        null,
        read(sent, ""),
        read(sent, "was."),
        Map.of(),
        false,
        hidden,
        owners,
        sent.getOrDefault("owner", ""),
        Problems.NONE,
        alike);
  }

  boolean isSuspected() {
    return warning().isSuspected();
  }

  AlikeWarning warning() {
    return new AlikeWarning(MergeKind.LEAD, lead == null ? null : lead.id().value(), alike);
  }

  /**
   * The form again after somebody else changed the lead: their values stand where only they changed
   * something.
   */
  static LeadForm merged(LeadView now, Map<String, String> sent, Set<String> hidden) {
    Map<LeadField, String> typed = read(sent, "");
    Map<LeadField, String> was = read(sent, "was.");
    Map<LeadField, String> merged = new EnumMap<>(LeadField.class);
    Map<LeadField, String> saved = new LinkedHashMap<>();
    for (LeadField field : LeadField.values()) {
      String mine = typed.getOrDefault(field, "");
      String before = was.getOrDefault(field, "");
      String theirs = Objects.requireNonNullElse(now.get(field), "");
      boolean changedByMe = !mine.equals(before);
      String text = changedByMe ? mine : theirs;
      if (!text.isEmpty()) {
        merged.put(field, text);
      }
      if (!theirs.equals(before) && !theirs.equals(mine)) {
        saved.put(field, theirs);
      }
    }
    return new LeadForm(
        now,
        merged,
        now.values(),
        saved,
        true,
        hidden,
        List.of(),
        "",
        Problems.NONE,
        DuplicateCheck.NOTHING);
  }

  /** The fields that the person changed: text to replace, empty to clear. */
  static Map<LeadField, Optional<String>> changes(Map<String, String> sent) {
    Map<LeadField, Optional<String>> changes = new EnumMap<>(LeadField.class);
    for (LeadField field : LeadField.values()) {
      String typed = sent.get(field.code());
      if (typed != null && !typed.equals(sent.getOrDefault("was." + field.code(), ""))) {
        changes.put(field, typed.isBlank() ? Optional.empty() : Optional.of(typed));
      }
    }
    return changes;
  }

  static Map<LeadField, String> read(Map<String, String> sent, String prefix) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (LeadField field : LeadField.values()) {
      String text = sent.getOrDefault(prefix + field.code(), "");
      if (!text.isBlank()) {
        values.put(field, text);
      }
    }
    return values;
  }

  List<Group> groups() {
    return GROUPS.entrySet().stream()
        .map(g ->
            new Group(
                g.getKey(),
                g.getValue().stream()
                    .filter(f -> !hidden.contains(f.code()))
                    // What a lead says later is recorded in its ledger.
                    .filter(f -> isNew() || !f.isConsent())
                    .map(this::input)
                    .toList()))
        .filter(g -> !g.inputs().isEmpty())
        .toList();
  }

  boolean isNew() {
    return lead == null;
  }

  private Input input(LeadField field) {
    String value = typed.getOrDefault(field, "");
    String theirs = saved.get(field);
    return new Input(
        field,
        value,
        was.getOrDefault(field, ""),
        theirs == null ? null : theirs.isEmpty() ? "(empty)" : LeadWords.value(field, theirs),
        choices(field, value),
        problems.at(field.code()));
  }

  private static List<Choice> choices(LeadField field, String value) {
    return switch (field) {
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT ->
          Arrays.stream(Consent.values())
              .map(c ->
                  new Choice(
                      c.name(),
                      Words.of(c),
                      c.name().equals(value.isEmpty() ? "NOT_ASKED" : value)))
              .toList();
      case COUNTRY -> Countries.choices(value);
      default -> List.of();
    };
  }
}

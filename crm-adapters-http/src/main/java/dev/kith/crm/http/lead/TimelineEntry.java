package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry in words.
 *
 * @param did what was done, as it follows on the name: "changed the phone"
 * @param said a note's text
 * @param merge id of the merge that it tells of; null for all else
 * @param through what made the CRM do it by itself; null where somebody asked for it
 */
record TimelineEntry(
    UUID id,
    Instant at,
    String who,
    String did,
    String icon,
    String tone,
    List<Difference> differences,
    @Nullable String said,
    @Nullable String through,
    @Nullable String merge) {

  /** What a merge says about itself; its page says it better. */
  private static final Set<String> ABOUT_MERGES =
      Set.of("merge", "winner", "losers", "mergedInto", "deleted");

  /** How many touches came with a change, which is no field of the lead. */
  private static final Set<String> COUNTS_OF_TOUCHES = Set.of("touches", "touchesTakenBack");

  /**
   * One field before and after.
   *
   * @param before null if it was empty
   * @param after null if it is empty now
   */
  record Difference(String label, @Nullable String before, @Nullable String after) {}

  TimelineEntry {
    differences = ImmutableList.copyOf(differences);
  }

  /**
   * @param names of users, by their ids
   */
  static TimelineEntry of(AuditEntry entry, Map<String, String> names) {
    List<Difference> all =
        entry.changes().stream()
            .filter(
                c -> !ABOUT_MERGES.contains(c.field()) && !COUNTS_OF_TOUCHES.contains(c.field()))
            .map(c -> difference(c, names))
            .toList();
    String status = after(entry, "status").map(Words::ofChoice).orElse("");
    return switch (entry.action()) {
      case "lead.capture" -> plain(entry, "captured the lead", "plus", "step").withDifferences(all);
      case "lead.edit" ->
          all.isEmpty()
              ? isAboutTouches(entry)
                  ? plain(entry, touched(entry), "flag", "")
                  // What was changed is hidden from whoever looks.
                  : plain(entry, "changed the lead", "edit", "")
              : all.size() == 1
                  ? plain(entry, "changed " + all.getFirst().label(), "edit", "")
                      .withDifferences(all)
                  : plain(entry, "changed " + all.size() + " fields", "edit", "")
                      .withDifferences(all);
      case "lead.assign" -> plain(entry, assigned(all), "user", "");
      case "lead.note" ->
          plain(entry, "wrote a note", "note", "note").saying(after(entry, "note").orElse(null));
      case "lead.enrich" ->
          plain(entry, "found out more about the lead", "search", "").withDifferences(all);
      case "lead.touch" -> plain(entry, touched(entry), "flag", "");
      case "lead.record-consent" ->
          plain(entry, "recorded what the lead says to being contacted", "check", "");
      case "lead.disqualify" ->
          plain(
                  entry,
                  "disqualified the lead"
                      + after(entry, "reason").map(r -> ": " + Words.ofChoice(r)).orElse(""),
                  "close",
                  "bad")
              .saying(after(entry, "comment").orElse(null));
      case "lead.recycle" ->
          plain(
              entry,
              "put the lead aside"
                  + after(entry, "until").map(u -> " until " + moment(u)).orElse(""),
              "clock",
              "");
      case "lead.reawaken" ->
          plain(entry, "made the lead new again: its time has come", "refresh", "step");
      case "lead.start-work", "lead.nurture", "lead.qualify", "lead.convert" ->
          plain(entry, "moved the lead to " + status, "flag", "step");
      case "lead.delete" -> plain(entry, "moved the lead to the bin", "trash", "bad");
      case "lead.restore" -> plain(entry, "restored the lead from the bin", "restore", "");
      case "lead.merge" -> plain(entry, merged(entry), "copy", "step").withDifferences(all);
      case "lead.undo-merge" -> plain(entry, "undid a merge", "restore", "").withDifferences(all);
      default ->
          plain(
                  entry,
                  "did: " + Words.ofCode(entry.action().substring(entry.action().indexOf('.') + 1)),
                  "audit",
                  "")
              .withDifferences(all);
    };
  }

  private static TimelineEntry plain(AuditEntry entry, String did, String icon, String tone) {
    return new TimelineEntry(
        entry.id(),
        entry.at(),
        entry.actorName(),
        did,
        icon,
        tone,
        List.of(),
        null,
        through(entry.cause()),
        after(entry, "merge").orElse(null));
  }

  private TimelineEntry withDifferences(List<Difference> shown) {
    return new TimelineEntry(id, at, who, did, icon, tone, shown, said, through, merge);
  }

  private TimelineEntry saying(@Nullable String text) {
    return new TimelineEntry(id, at, who, did, icon, tone, differences, text, through, merge);
  }

  private static boolean isAboutTouches(AuditEntry entry) {
    return entry.changes().stream().anyMatch(c -> COUNTS_OF_TOUCHES.contains(c.field()));
  }

  private static String touched(AuditEntry entry) {
    return after(entry, "touchesTakenBack")
        .map(count -> count.equals("1") ? "took back a touch" : "took back " + count + " touches")
        .orElseGet(() -> {
          String count = after(entry, "touches").orElse("");
          return count.equals("1") ? "recorded a touch" : "recorded " + count + " touches";
        });
  }

  private static String merged(AuditEntry entry) {
    return after(entry, "winner").equals(Optional.of(entry.subject().id().toString()))
        ? "merged another lead into this one"
        : "merged this lead into another";
  }

  private static String assigned(List<Difference> changes) {
    Optional<Difference> owner =
        changes.stream().filter(d -> d.label().equals("Owner")).findFirst();
    String from = owner.map(Difference::before).orElse(null);
    String to = owner.map(Difference::after).orElse(null);
    if (to == null) {
      return from == null ? "changed the owner" : "took the lead from " + from;
    }
    return from == null
        ? "gave the lead to " + to
        : "gave the lead to " + to + ", it was " + from + "'s";
  }

  private static Optional<String> after(AuditEntry entry, String field) {
    return entry.changes().stream()
        .filter(c -> c.field().equals(field))
        .findFirst()
        .map(FieldChange::after);
  }

  private static @Nullable String through(@Nullable String cause) {
    if (cause == null) {
      return null;
    }
    int slash = cause.indexOf('/');
    return switch (slash < 0 ? cause : cause.substring(0, slash)) {
      case "import" -> "through an import";
      case "job" -> "through a job";
      case "event" -> "by itself, after an event";
      default -> "by itself";
    };
  }

  private static Difference difference(FieldChange change, Map<String, String> names) {
    Optional<LeadField> field = LeadField.named(change.field());
    String label = field.map(LeadField::label).orElseGet(() -> Words.ofCode(change.field()));
    return new Difference(
        label,
        words(change.field(), field, change.before(), names),
        words(change.field(), field, change.after(), names));
  }

  private static @Nullable String words(
      String name, Optional<LeadField> field, @Nullable String text, Map<String, String> names) {
    if (text == null) {
      return null;
    }
    if (field.isPresent()) {
      return LeadWords.value(field.get(), text);
    }
    return switch (name) {
      case "owner" -> names.getOrDefault(text, "a former user");
      case "status", "reason" -> Words.ofChoice(text);
      case "until" -> moment(text);
      default -> text;
    };
  }

  private static String moment(String text) {
    try {
      return Words.moment(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}

package dev.kith.crm.domain.intake.contact;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A suppression on the list: put there for a reason, it counts until its end, if it has one, or
 * until it is taken off the list for another reason.
 *
 * @param removal why it was taken off; null while it is on the list
 */
public record SuppressionEntry(
    SuppressionId id, Revision revision, Suppression suppression, @Nullable String removal)
    implements Aggregate {

  public static final int LONGEST_REASON = 500;

  /** Puts it on the list; all that is wrong with it is told at once. */
  public static Outcome<Change<SuppressionEntry>> add(
      SuppressionId id, SuppressionDraft draft, PhoneReader phones, Instant now) {
    return read(draft, phones, now)
        .map(suppression ->
            Change.of(
                new SuppressionEntry(id, Revision.first(now), suppression, null),
                new SuppressionEvent.Added(id, suppression)));
  }

  private static Outcome<Suppression> read(
      SuppressionDraft draft, PhoneReader phones, Instant now) {
    Checks checks = new Checks();
    String text = draft.target() == null ? "" : draft.target().strip();
    Suppression.Target target =
        text.isEmpty() ? null : checks.take("target", target(draft.kind(), text, phones));
    if (text.isEmpty()) {
      checks.add("target", "required", "Say what is to be left alone.");
    }
    String reason = reason(checks, draft.reason());
    Instant until = draft.until() == null ? null : draft.until().truncatedTo(ChronoUnit.MICROS);
    if (until != null && !until.isAfter(now)) {
      checks.add("until", "not-in-future", "The end must lie in the future.");
    }
    return checks.orRefuse(() -> new Suppression(Objects.requireNonNull(target), reason, until));
  }

  private static Outcome<Suppression.Target> target(
      SuppressionDraft.Kind kind, String text, PhoneReader phones) {
    return switch (kind) {
      case ADDRESS -> EmailAddress.parse(text).map(Suppression.Target.Address::new);
      case DOMAIN -> Suppression.domain(text);
      case NUMBER -> phones.read(text, null).map(Suppression.Target.Line::new);
    };
  }

  private static String reason(Checks checks, @Nullable String text) {
    String reason = checks.text("reason", text, LONGEST_REASON, false);
    if (reason == null) {
      checks.add("reason", "required", "Say why.");
      return "";
    }
    return reason;
  }

  /** Takes it off the list; one that is off stays so. */
  public Outcome<Change<SuppressionEntry>> remove(@Nullable String why, Instant now) {
    Checks checks = new Checks();
    String reason = reason(checks, why);
    return checks.orRefuse(() ->
        revision.isDeleted()
            ? Change.none(this)
            : Change.of(
                new SuppressionEntry(id, revision.deleted(now), suppression, reason),
                new SuppressionEvent.Removed(id, suppression, reason)));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(SuppressionId id) {
    return new Subject("suppression", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("kind", suppression.target().kind().name());
    facts.put("target", suppression.target().text());
    facts.put("reason", suppression.reason());
    if (suppression.until() != null) {
      facts.put("until", suppression.until().toString());
    }
    if (removal != null) {
      facts.put("removal", removal);
    }
    return facts.buildOrThrow();
  }
}

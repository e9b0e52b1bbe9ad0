package dev.kith.crm.http.lead;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.intake.contact.ContactAnswer;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.LawfulBasis;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.intake.contact.ContactWords;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a lead said to being contacted, and what follows from it now, as its page shows it.
 *
 * @param answers empty while the lead is in the bin
 * @param recordable whether the person may record what the lead says
 * @param sent what was sent to be recorded and refused
 */
record LeadConsents(
    ConsentHistory history,
    List<ContactAnswer> answers,
    boolean recordable,
    Map<String, String> sent) {

  /** How many lines are shown at once; the others are unfolded. */
  private static final int SHOWN = 5;

  private static final String HOLDS_UNTIL = "holdsUntil";
  private static final String PROOF_KIND = "proofKind";
  private static final String PROOF_REFERENCE = "proofReference";
  private static final String PROOF_WORDING = "proofWording";
  private static final String PROOF_AT = "proofAt";
  private static final Map<String, String> PROOF_FIELDS =
      Map.of(
          "/proof/reference", PROOF_REFERENCE,
          "/proof/wording", PROOF_WORDING,
          "/proof/at", PROOF_AT);

  private static final Permission EDIT = new Permission(Feature.CONSENT, Action.EDIT);

  LeadConsents {
    answers = ImmutableList.copyOf(answers);
  }

  /** The answers of one channel, purpose by purpose. */
  record Row(Channel channel, List<ContactAnswer> answers) {}

  /** Null if the person may not see what leads said. */
  static @Nullable LeadConsents of(Visit visit, LeadView lead) {
    return visit.crm().consents().of(lead.id()) instanceof Outcome.Done<ConsentHistory>(var said)
        ? new LeadConsents(
            said,
            answers(visit, lead),
            !lead.revision().isDeleted()
                && Visibility.of(visit.actor(), EDIT).reaches(lead.owner()),
            visit.form())
        : null;
  }

  private static List<ContactAnswer> answers(Visit visit, LeadView lead) {
    return visit.crm().contacts().overview(lead.id()).orElse(List.of());
  }

  /** Records what was sent, for the moment that was named, or else for now. */
  static Outcome<ConsentHistory> record(Visit visit, LeadView lead) {
    Checks checks = new Checks();
    Channel channel = checks.take("channel", choice(Channel.class, visit.form("channel")));
    Purpose purpose = checks.take("purpose", choice(Purpose.class, visit.form("purpose")));
    Status status = checks.take("status", choice(Status.class, visit.form("status")));
    LawfulBasis basis = checks.take("basis", choice(LawfulBasis.class, visit.form("basis")));
    Instant occurredAt = day(checks, "occurredAt", visit.form("occurredAt"));
    Instant until = day(checks, "until", visit.form(HOLDS_UNTIL));
    ConsentProof proof = proof(visit, checks);
    return checks
        .orRefuse(() ->
            new ConsentDraft(
                Objects.requireNonNull(channel),
                Objects.requireNonNull(purpose),
                Objects.requireNonNull(status),
                Objects.requireNonNull(basis),
                visit.form("source"),
                visit.form("evidence"),
                occurredAt,
                until,
                proof))
        .then(draft -> visit.crm().consents().record(lead.id(), draft));
  }

  /** None as long as no kind of proof is chosen and nothing is said of one. */
  private static @Nullable ConsentProof proof(Visit visit, Checks checks) {
    String reference = visit.form(PROOF_REFERENCE);
    String wording = visit.form(PROOF_WORDING);
    Instant at = day(checks, PROOF_AT, visit.form(PROOF_AT));
    if (visit.form(PROOF_KIND).isEmpty()) {
      if (!reference.isBlank() || !wording.isBlank() || at != null) {
        checks.add(PROOF_KIND, "required", "Choose of which kind the proof is.");
      }
      return null;
    }
    ConsentProof.Kind kind =
        checks.take(PROOF_KIND, choice(ConsentProof.Kind.class, visit.form(PROOF_KIND)));
    return kind == null
        ? null
        : new ConsentProof(
            kind, reference.isBlank() ? null : reference, wording.isBlank() ? null : wording, at);
  }

  /** The page has another form with an "until", and no parts within its fields. */
  static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal,
        pointer ->
            pointer.startsWith("/proof")
                ? PROOF_FIELDS.getOrDefault(pointer, "")
                : pointer.equals("/until") ? HOLDS_UNTIL : Problems.firstStep(pointer));
  }

  private static <E extends Enum<E>> Outcome<E> choice(Class<E> choices, String name) {
    Checks checks = new Checks();
    E found =
        Arrays.stream(choices.getEnumConstants())
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElse(null);
    if (found == null) {
      checks.add("", "not-one-of", "Choose one.");
    }
    return checks.orRefuse(() -> Objects.requireNonNull(found));
  }

  private static @Nullable Instant day(Checks checks, String field, String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      checks.add(field, "date-syntax", "A date is written 2026-11-05.");
      return null;
    }
  }

  /** Those channels about which something was said. */
  List<Row> rows() {
    return Arrays.stream(Channel.values())
        .filter(this::isAsked)
        .map(channel ->
            new Row(
                channel,
                answers.stream()
                    .filter(answer -> answer.channel() == channel)
                    .collect(toImmutableList())))
        .filter(row -> !row.answers().isEmpty())
        .toList();
  }

  /** The other channels, in words. */
  String unasked() {
    return answers.stream()
        .map(ContactAnswer::channel)
        .distinct()
        .filter(channel -> !isAsked(channel))
        .map(ContactWords::channel)
        .collect(Collectors.joining(", "));
  }

  private boolean isAsked(Channel channel) {
    return history.standing().stream().anyMatch(each -> each.entry().channel() == channel);
  }

  List<Consent> newest() {
    return history.lines().stream().limit(SHOWN).toList();
  }

  List<Consent> older() {
    return history.lines().stream().skip(SHOWN).toList();
  }

  String sent(String field) {
    return sent.getOrDefault(field, "");
  }

  /** Whether a choice is the one that was sent, or else the first. */
  <E extends Enum<E>> boolean chosen(String field, E choice) {
    String wanted = sent(field);
    return wanted.isEmpty()
        ? choice.equals(choice.getDeclaringClass().getEnumConstants()[0])
        : wanted.equals(choice.name());
  }
}

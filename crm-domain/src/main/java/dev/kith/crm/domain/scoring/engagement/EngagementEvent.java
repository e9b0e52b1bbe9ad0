package dev.kith.crm.domain.scoring.engagement;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A lead did something, as it was reported. What it says never changes; what is believed about who
 * did it can.
 *
 * @param recordedAt when the CRM heard of it, which may be long after it was
 * @param judgement what is believed by the signals
 * @param told what somebody said about who did it, which overrides the signals; null for nobody
 */
public record EngagementEvent(
    EngagementId id,
    LeadId lead,
    EngagementContent content,
    Instant recordedAt,
    Judgement judgement,
    @Nullable Verdict told) {

  /** How many events of one lead are kept: more than that is a robot. */
  public static final int MOST = 10_000;

  /** By when they were; what was at one moment, by id, so that arrival decides nothing. */
  public static final Comparator<EngagementEvent> ORDER =
      Comparator.comparing(EngagementEvent::occurredAt).thenComparing(EngagementEvent::id);

  /** As it was reported, judged by itself, before anybody said who did it. */
  public static EngagementEvent reported(
      EngagementId id, LeadId lead, EngagementContent content, Instant recordedAt) {
    return new EngagementEvent(
        id,
        lead,
        content,
        recordedAt,
        VerdictEngine.judge(
            content.type(), content.occurredAt(), content.traces(), Circumstances.NONE),
        null);
  }

  public Verdict verdict() {
    return told == null ? judgement.verdict() : told;
  }

  public Instant occurredAt() {
    return content.occurredAt();
  }

  /** The same, judged by what is known of those around it by now. */
  public EngagementEvent judged(Circumstances circumstances) {
    Judgement now =
        VerdictEngine.judge(content.type(), content.occurredAt(), content.traces(), circumstances);
    return new EngagementEvent(id, lead, content, recordedAt, now, told);
  }

  /**
   * @param verdict null to believe the signals again
   */
  public EngagementEvent told(@Nullable Verdict verdict) {
    return new EngagementEvent(id, lead, content, recordedAt, judgement, verdict);
  }

  /** The same, of another lead. */
  public EngagementEvent of(LeadId other) {
    return new EngagementEvent(id, other, content, recordedAt, judgement, told);
  }

  /**
   * Under this all events stand that may be of one gateway: from one network, in one minute. Null
   * for what is not told by its network, such as what a mail service fetches for many.
   */
  public @Nullable String burst() {
    String network = content.traces().network();
    return network == null
            || !VerdictEngine.isOfMail(content.type())
            || VerdictEngine.isProxy(content.traces())
        ? null
        : network + " " + content.occurredAt().truncatedTo(ChronoUnit.MINUTES);
  }

  /** The mail whose links it followed on arrival; null if it did not. */
  public @Nullable String mailAtOnce() {
    return VerdictEngine.isAtOnce(content.type(), content.occurredAt(), content.traces())
        ? content.traces().mail()
        : null;
  }
}

package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMap.Builder;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the lead last said to being contacted for marketing, channel by channel: a digest of its
 * ledger.
 *
 * @param evidence by what the consents among it can be proven; null if none is granted
 */
public record ConsentSummary(
    Consent email, Consent phone, Consent whatsApp, @Nullable String evidence) {

  public static final int LONGEST_EVIDENCE = 2_000;

  /** Nobody has asked yet. */
  public static final ConsentSummary NOT_ASKED =
      new ConsentSummary(Consent.NOT_ASKED, Consent.NOT_ASKED, Consent.NOT_ASKED, null);

  /** The answer on one channel. Stored by name. */
  public enum Consent {
    NOT_ASKED,
    GRANTED,
    DENIED,
    WITHDRAWN;

    boolean isNo() {
      return this == DENIED || this == WITHDRAWN;
    }
  }

  /** The answers by the fields of the lead that show them. */
  public Map<LeadField, Consent> answers() {
    return ImmutableMap.of(
        LeadField.EMAIL_CONSENT,
        email,
        LeadField.PHONE_CONSENT,
        phone,
        LeadField.WHATSAPP_CONSENT,
        whatsApp);
  }

  /** Those answers of another that are different from these. */
  public Map<LeadField, Consent> changed(ConsentSummary next) {
    Builder<LeadField, Consent> changed = ImmutableMap.builder();
    next.answers()
        .forEach((field, answer) -> {
          if (!Objects.equals(answers().get(field), answer)) {
            changed.put(field, answer);
          }
        });
    return changed.buildOrThrow();
  }

  /**
   * With these answers as another has them; with its evidence, too, where nothing is granted then
   * that it does not grant.
   */
  public ConsentSummary keeping(ConsentSummary stored, Set<LeadField> kept) {
    ConsentSummary next =
        new ConsentSummary(
            kept.contains(LeadField.EMAIL_CONSENT) ? stored.email : email,
            kept.contains(LeadField.PHONE_CONSENT) ? stored.phone : phone,
            kept.contains(LeadField.WHATSAPP_CONSENT) ? stored.whatsApp : whatsApp,
            evidence);
    return stored.changed(next).containsValue(Consent.GRANTED)
        ? next
        : new ConsentSummary(next.email, next.phone, next.whatsApp, stored.evidence);
  }

  /** Whether the answer in a field is a no. */
  public boolean isNo(LeadField field) {
    Consent answer = answers().get(field);
    return answer != null && answer.isNo();
  }
}

package dev.kith.crm.application.job;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be done.
 *
 * @param kind which handler does it, such as {@code lead.import}
 * @param payload what the handler needs to know; kept as it is and shown to administrators, so no
 *     secrets
 * @param runAt not before this moment; null for at once
 * @param maxAttempts how often it is tried before it is dead
 * @param uniqueKey while a job of this key waits or runs, asking again joins it; null to have every
 *     request done
 * @param subject the record that it is about, if any
 * @param requester who asked for it, and may see it and cancel it; null for the CRM itself
 */
public record JobRequest(
    String kind,
    Map<String, String> payload,
    @Nullable Instant runAt,
    int maxAttempts,
    @Nullable String uniqueKey,
    @Nullable Subject subject,
    @Nullable Requester requester) {

  public static final int USUAL_ATTEMPTS = 5;
  public static final int LONGEST_KEY = 200;

  /**
   * Who asked, in which call.
   *
   * @param name as it stood at that time
   */
  public record Requester(UserId id, String name, @Nullable String requestId) {
    public static Requester of(Context context) {
      return new Requester(context.actor().id(), context.actor().name(), context.requestId());
    }
  }

  public JobRequest {
    payload = ImmutableMap.copyOf(payload);
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "a job is tried at least once, not " + maxAttempts + " times");
    }
    if (uniqueKey != null && uniqueKey.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("too long a key: " + uniqueKey);
    }
  }

  public static JobRequest of(String kind) {
    return new JobRequest(kind, Map.of(), null, USUAL_ATTEMPTS, null, null, null);
  }

  public JobRequest with(String name, String text) {
    ImmutableMap<String, String> more =
        ImmutableMap.<String, String>builder().putAll(payload).put(name, text).buildKeepingLast();
    return new JobRequest(kind, more, runAt, maxAttempts, uniqueKey, subject, requester);
  }

  public JobRequest at(Instant moment) {
    return new JobRequest(kind, payload, moment, maxAttempts, uniqueKey, subject, requester);
  }

  public JobRequest attempts(int most) {
    return new JobRequest(kind, payload, runAt, most, uniqueKey, subject, requester);
  }

  public JobRequest unique(String key) {
    return new JobRequest(kind, payload, runAt, maxAttempts, key, subject, requester);
  }

  public JobRequest about(Subject record) {
    return new JobRequest(kind, payload, runAt, maxAttempts, uniqueKey, record, requester);
  }

  public JobRequest by(Context context) {
    return new JobRequest(
        kind, payload, runAt, maxAttempts, uniqueKey, subject, Requester.of(context));
  }
}

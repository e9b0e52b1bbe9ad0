package dev.kith.crm.http.kernel;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Gives every caller a bucket of requests that fills up again evenly. The headers are those of the
 * draft "RateLimit header fields for HTTP" of the IETF.
 */
public final class RateLimits {

  /** So many callers are remembered; beyond that the one who was quiet longest begins anew. */
  private static final int MOST_CALLERS = 100_000;

  private final RateLimit limit;
  private final Cache<String, Bucket> buckets;

  public RateLimits(RateLimit limit) {
    this.limit = limit;
    this.buckets =
        CacheBuilder.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(limit.window().multipliedBy(2))
            .build();
  }

  /** Takes one request of the caller's share, or refuses it. */
  void take(Context ctx, String caller) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
    Duration untilFull = Duration.ofNanos(probe.getNanosToWaitForReset());
    String policy = "\"default\";q=" + limit.requests() + ";w=" + limit.window().toSeconds();
    String state = "\"default\";r=" + probe.getRemainingTokens() + ";t=" + seconds(untilFull);
    ctx.header("RateLimit-Policy", policy);
    ctx.header("RateLimit", state);
    if (!probe.isConsumed()) {
      long wait = Math.max(1, seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
      String detail = "Try again in " + wait + (wait == 1 ? " second." : " seconds.");
      throw Problem.of(HttpFault.RATE_LIMITED, detail)
          .withFact("retryAfterSeconds", wait)
          .withHeader("Retry-After", Long.toString(wait))
          .asException();
    }
  }

  /** Takes one request of the caller's share; false if nothing of it is left. */
  public boolean takes(String caller) {
    return bucket(caller).tryConsume(1);
  }

  private Bucket bucket(String caller) {
    try {
      return buckets.get(
          caller,
          () ->
              Bucket.builder()
                  .addLimit(b ->
                      b.capacity(limit.requests()).refillGreedy(limit.requests(), limit.window()))
                  .build());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bucket can always be made", e);
    }
  }

  private static long seconds(Duration duration) {
    return (duration.toMillis() + 999) / 1000;
  }
}

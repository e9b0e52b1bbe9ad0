package dev.kith.crm.domain.scoring.engagement;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells people from machines, by what is known of a request and of those around it. Security
 * gateways of companies follow every link of a mail on its arrival, mail services fetch its
 * pictures in advance, crawlers look at pages: none of this is interest.
 */
public final class VerdictEngine {

  /** A machine that checks a mail does so on its arrival. */
  public static final Duration AT_ONCE = Duration.ofSeconds(10);

  /** From so many recipients in a minute on, one network is a gateway and not an office. */
  public static final int MANY_RECIPIENTS = 10;

  private static final Set<String> PROXIES = ImmutableSet.of("googleimageproxy", "yahoomailproxy");

  /** Mail Privacy Protection of Apple calls itself so, and no more. */
  private static final String BARE = "mozilla/5.0";

  private static final Set<String> BEGINNINGS =
      ImmutableSet.of("mozilla/", "opera/", "microsoft office/", "microsoft outlook");

  private static final Set<String> MACHINES =
      ImmutableSet.of(
          "bot",
          "crawl",
          "spider",
          "headless",
          "scanner",
          "preview",
          "facebookexternalhit",
          "phantomjs",
          "python",
          "httpclient",
          "curl/",
          "wget/");

  private VerdictEngine() {}

  static Judgement judge(
      EngagementType type, Instant at, Traces traces, Circumstances circumstances) {
    List<Signal> signals = new ArrayList<>();
    if (type == EngagementType.EMAIL_SENT) {
      return Judgement.of(signals);
    }
    if (traces.honeypot()) {
      signals.add(Signal.HONEYPOT);
    }
    if (traces.deliveredAt() != null && at.isBefore(traces.deliveredAt())) {
      signals.add(Signal.BEFORE_DELIVERY);
    }
    if ("HEAD".equalsIgnoreCase(traces.method())) {
      signals.add(Signal.HEAD_REQUEST);
    }
    if (isAllAtOnce(type, at, traces, circumstances)) {
      signals.add(Signal.ALL_LINKS_AT_ONCE);
    }
    if (isOfMail(type) && circumstances.recipients() >= MANY_RECIPIENTS) {
      signals.add(Signal.MANY_RECIPIENTS);
    }
    // Browsers say "prefetch", and "prefetch;prerender".
    if (traces.purpose() != null
        && traces.purpose().toLowerCase(Locale.ROOT).contains("prefetch")) {
      signals.add(Signal.PREFETCH);
    }
    program(type, traces.userAgent(), signals);
    return Judgement.of(signals);
  }

  private static void program(
      EngagementType type, @Nullable String userAgent, List<Signal> signals) {
    if (userAgent == null) {
      if (type.isFetch()) {
        signals.add(Signal.NO_USER_AGENT);
      }
      return;
    }
    String name = userAgent.toLowerCase(Locale.ROOT);
    if (isProxy(name)) {
      // What a person follows through such a service, they have seen.
      if (type == EngagementType.EMAIL_OPEN) {
        signals.add(Signal.IMAGE_PROXY);
      }
    } else if (BEGINNINGS.stream().noneMatch(name::startsWith)
        || MACHINES.stream().anyMatch(name::contains)) {
      signals.add(Signal.NO_BROWSER);
    }
  }

  /** Services that fetch for many recipients come from few networks. */
  static boolean isProxy(Traces traces) {
    return traces.userAgent() != null && isProxy(traces.userAgent().toLowerCase(Locale.ROOT));
  }

  private static boolean isProxy(String name) {
    return name.equals(BARE) || PROXIES.stream().anyMatch(name::contains);
  }

  private static boolean isAllAtOnce(
      EngagementType type, Instant at, Traces traces, Circumstances circumstances) {
    Integer links = traces.links();
    return isAtOnce(type, at, traces)
        && links != null
        && links > 1
        && circumstances.linksAtOnce() >= links;
  }

  /** Whether a link was followed on the arrival of its mail. */
  public static boolean isAtOnce(EngagementType type, Instant at, Traces traces) {
    Instant delivered = traces.deliveredAt();
    return type == EngagementType.EMAIL_CLICK
        && traces.mail() != null
        && delivered != null
        && !at.isAfter(delivered.plus(AT_ONCE));
  }

  static boolean isOfMail(EngagementType type) {
    return type == EngagementType.EMAIL_OPEN || type == EngagementType.EMAIL_CLICK;
  }
}

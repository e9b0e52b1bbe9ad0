package dev.kith.crm.application.intake.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what somebody outside said, each answer for as long as its sort deserves. Silence is
 * remembered too, so that a silent partner does not slow down every keystroke.
 */
public final class RememberedAnswers<K, A> {

  private static final Logger LOG = LoggerFactory.getLogger(RememberedAnswers.class);
  private static final long MOST = 10_000;

  private final Function<Set<K>, Map<K, A>> asked;
  private final A silence;
  private final Cache<K, A> known;

  /**
   * @param silence the answer for what is not answered
   */
  public RememberedAnswers(
      Function<Set<K>, Map<K, A>> asked,
      A silence,
      Function<A, Duration> lifetime,
      InstantSource clock) {
    this.asked = asked;
    this.silence = silence;
    known =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(Expiry.<K, A>writing((question, answer) -> lifetime.apply(answer)))
            .ticker(() -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()))
            .executor(Runnable::run)
            .build();
  }

  /** An answer for each. */
  public Map<K, A> lookUp(Set<K> questions) {
    Map<K, A> answers = new HashMap<>(known.getAllPresent(questions));
    Set<K> open = Sets.difference(questions, answers.keySet()).immutableCopy();
    if (!open.isEmpty()) {
      Map<K, A> fresh = ask(open);
      known.putAll(fresh);
      answers.putAll(fresh);
    }
    return answers;
  }

  /** Somebody else's adapter that fails is as good as a partner that is silent. */
  private Map<K, A> ask(Set<K> questions) {
    Map<K, A> answers = new HashMap<>(Maps.asMap(questions, question -> silence));
    try {
      answers.putAll(asked.apply(questions));
    } catch (RuntimeException e) {
      LOG.warn("Contact data cannot be looked up.", e);
    }
    return answers;
  }
}

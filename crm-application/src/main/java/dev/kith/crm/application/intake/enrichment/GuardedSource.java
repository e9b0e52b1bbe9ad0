package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.base.CharMatcher;
import dev.kith.crm.application.intake.validation.RememberedAnswers;
import dev.kith.crm.application.kernel.Breaker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source that can do no harm: it is asked on a thread of its own and for so long only, its
 * answers are remembered, and after some failures it is left alone for a while. A source that never
 * comes back keeps a few threads, and is then silent without being asked.
 */
final class GuardedSource {

  static final SourceAnswer SILENT = new SourceAnswer.Silent();

  private static final Logger LOG = LoggerFactory.getLogger(GuardedSource.class);
  private static final int MOST_AT_ONCE = 8;
  private static final int LONGEST_NAME = 60;
  private static final CharMatcher OF_NAMES =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9')).or(CharMatcher.is('-'));

  private final EnrichmentSource source;
  private final String name;
  private final Duration timeout;
  private final InstantSource clock;
  private final Breaker breaker = new Breaker();
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
  private final RememberedAnswers<String, SourceAnswer> answers;

  GuardedSource(EnrichmentSource source, Duration timeout, InstantSource clock) {
    this.source = source;
    this.name = source.name();
    this.timeout = timeout;
    this.clock = clock;
    this.answers = new RememberedAnswers<>(this::inTime, SILENT, GuardedSource::lifetime, clock);
    if (name.isEmpty() || name.length() > LONGEST_NAME || !OF_NAMES.matchesAllOf(name)) {
      throw new IllegalArgumentException("no name for a source: " + name);
    }
  }

  String name() {
    return name;
  }

  Optional<String> question(Enquiry enquiry) {
    return source.question(enquiry);
  }

  /** A source that cannot even end keeps nobody from ending. */
  void close() {
    try {
      source.close();
    } catch (RuntimeException e) {
      LOG.warn("The source {} failed while it was closed.", name, e);
    }
  }

  /** An answer for each. */
  Map<String, SourceAnswer> ask(Set<String> questions) {
    return questions.isEmpty() ? Map.of() : answers.lookUp(questions);
  }

  private static Duration lifetime(SourceAnswer answer) {
    return switch (answer) {
      case SourceAnswer.Says(var hints) when hints.isEmpty() -> Duration.ofHours(1);
      case SourceAnswer.Says says -> Duration.ofDays(1);
      case SourceAnswer.Silent silent -> Breaker.PAUSE;
    };
  }

  private Map<String, SourceAnswer> inTime(Set<String> questions) {
    if (!turns.tryAcquire()) {
      LOG.warn("The source {} is busy with earlier questions.", name);
      return Map.of();
    }
    if (!breaker.lets(clock.instant())) {
      turns.release();
      return Map.of();
    }
    FutureTask<Map<String, SourceAnswer>> asking = new FutureTask<>(() -> source.ask(questions));
    Thread.ofVirtual()
        .name("source " + name)
        .start(() -> {
          try {
            asking.run();
          } finally {
            turns.release();
          }
        });
    Map<String, SourceAnswer> heard = Map.of();
    try {
      heard = sensible(asking.get(timeout.toNanos(), TimeUnit.NANOSECONDS), questions);
    } catch (TimeoutException e) {
      asking.cancel(true);
      LOG.warn("The source {} did not answer in time.", name);
    } catch (ExecutionException e) {
      LOG.warn("The source {} failed.", name, e.getCause());
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
    }
    breaker.learn(heard.values().stream().anyMatch(a -> !a.equals(SILENT)), clock.instant());
    return heard;
  }

  private static Map<String, SourceAnswer> sensible(
      Map<String, SourceAnswer> heard, Set<String> questions) {
    return questions.stream()
        .filter(question -> Objects.nonNull(heard.get(question)))
        .collect(toImmutableMap(q -> q, q -> Objects.requireNonNull(heard.get(q))));
  }
}

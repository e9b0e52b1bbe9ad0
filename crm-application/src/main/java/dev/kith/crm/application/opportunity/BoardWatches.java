package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.opportunity.BoardNews.Entry;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.TooManyWatches;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who looks at boards of this CRM in this process. As long as anybody does, a thread asks
 * for news twice a second, for all of them together; nobody is told by whoever changes something,
 * so that nobody who looks can hold up anybody who works.
 */
final class BoardWatches {

  static final int MOST = 1_000;
  static final int MOST_OF_ONE = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int AT_ONCE = 2_000;

  /** Events of transactions that take so long to commit are still seen. */
  private static final Duration LOOKING_BACK = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(BoardWatches.class);

  private final Kernel kernel;
  private final BoardNews news;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private final Set<BoardWatch> watches = new LinkedHashSet<>();
  private boolean looking;

  BoardWatches(Kernel kernel) {
    this.kernel = kernel;
    this.news = kernel.storage().boardNews();
  }

  /**
   * Refused with {@code too-many-watches}.
   *
   * @param after the position of what the watcher has seen; null for what is there now
   */
  Outcome<BoardWatch> watch(PipelineId pipeline, UserId who, @Nullable Long after) {
    BoardWatch watch = new BoardWatch(pipeline, who, this::forget);
    long latest = news.latest();
    lock.lock();
    try {
      long own = watches.stream().filter(w -> w.who().equals(who)).count();
      if (watches.size() >= MOST || own >= MOST_OF_ONE) {
        return Outcome.refused(new TooManyWatches(own >= MOST_OF_ONE ? MOST_OF_ONE : MOST));
      }
      watches.add(watch);
      if (!looking) {
        looking = true;
        Thread.ofVirtual().name("kith-boards").start(() -> look(latest));
      }
    } finally {
      lock.unlock();
    }
    // Whoever looks already may be told twice, but never not at all.
    if (after != null) {
      List<Entry> missed = after > latest ? List.of() : news.after(after, AT_ONCE);
      if (after > latest || missed.size() == AT_ONCE) {
        watch.tellEverything(latest);
      } else {
        watch.tell(missed);
      }
    }
    return Outcome.done(watch);
  }

  private void forget(BoardWatch watch) {
    lock.lock();
    try {
      watches.remove(watch);
      closed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void look(long latest) {
    long from = latest;
    Map<Long, Instant> seen = new TreeMap<>();
    try {
      for (List<BoardWatch> all = pause(); !all.isEmpty(); all = pause()) {
        List<Entry> entries = news.after(from, AT_ONCE);
        if (entries.size() == AT_ONCE) {
          long upTo = entries.getLast().position();
          all.forEach(watch -> watch.tellEverything(upTo));
          from = upTo;
          seen.clear();
        } else {
          Instant now = kernel.now();
          List<Entry> fresh = new ArrayList<>();
          for (Entry entry : entries) {
            if (seen.putIfAbsent(entry.position(), now) == null) {
              fresh.add(entry);
            }
          }
          if (!fresh.isEmpty()) {
            all.forEach(watch -> watch.tell(fresh));
          }
          from = forgotten(seen, now.minus(LOOKING_BACK), from);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("boards are not watched until somebody looks at one again", e);
      endAll();
    }
  }

  /** Behind what is known for long enough nothing comes any more. */
  private static long forgotten(Map<Long, Instant> seen, Instant before, long from) {
    long behind = from;
    var oldest = seen.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Long, Instant> entry = oldest.next();
      if (!entry.getValue().isBefore(before)) {
        return behind;
      }
      behind = entry.getKey();
      oldest.remove();
    }
    return behind;
  }

  /** Everybody who looks, after a while; nobody if there is nobody any more. */
  private List<BoardWatch> pause() {
    lock.lock();
    try {
      long nanos = PAUSE.toNanos();
      while (nanos > 0 && !watches.isEmpty()) {
        nanos = closed.awaitNanos(nanos);
      }
      looking = !watches.isEmpty();
      return ImmutableList.copyOf(watches);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  private void endAll() {
    lock.lock();
    try {
      watches.forEach(BoardWatch::end);
      watches.clear();
      looking = false;
    } finally {
      lock.unlock();
    }
  }
}

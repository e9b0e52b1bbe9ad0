package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.application.opportunity.BoardNews.Entry;
import dev.kith.crm.application.opportunity.BoardNews.Place;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Somebody's look at a board: it tells in which columns something changed. It says no more than
 * that, so that whoever looks reads what they may see. However long nobody asks, it keeps no more
 * than the keys of columns: many changes become one.
 */
public final class BoardWatch implements AutoCloseable {

  /**
   * What has changed.
   *
   * @param position of the newest change; who begins another look behind it misses nothing
   * @param everything whether any column can have changed, and the columns themselves
   * @param stages keys of the columns in which something changed
   */
  public record Changed(long position, boolean everything, Set<String> stages) {
    public Changed {
      stages = ImmutableSortedSet.copyOf(stages);
    }
  }

  private final PipelineId pipeline;
  private final UserId who;
  private final Consumer<BoardWatch> closing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private final Set<String> stages = new TreeSet<>();
  private long position;
  private boolean everything;
  private boolean ended;

  BoardWatch(PipelineId pipeline, UserId who, Consumer<BoardWatch> closing) {
    this.pipeline = pipeline;
    this.who = who;
    this.closing = closing;
  }

  UserId who() {
    return who;
  }

  /**
   * What changed since this was asked last, as soon as something has; empty if nothing did within a
   * time, and when the look has ended.
   */
  public Optional<Changed> await(Duration longest) throws InterruptedException {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (!everything && stages.isEmpty() && !ended && nanos > 0) {
        nanos = told.awaitNanos(nanos);
      }
      if (!everything && stages.isEmpty()) {
        return Optional.empty();
      }
      Changed changed = new Changed(position, everything, stages);
      everything = false;
      stages.clear();
      return Optional.of(changed);
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing will be told any more; who wants to go on begins another look. */
  public boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  void tell(List<Entry> entries) {
    lock.lock();
    try {
      for (Entry entry : entries) {
        for (Place place : entry.places()) {
          if (place.pipeline().equals(pipeline)) {
            position = Math.max(position, entry.position());
            if (place.stage() == null) {
              everything = true;
            } else {
              stages.add(place.stage());
            }
          }
        }
      }
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void tellEverything(long upTo) {
    lock.lock();
    try {
      position = Math.max(position, upTo);
      everything = true;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    end();
    closing.accept(this);
  }
}

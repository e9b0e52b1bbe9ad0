package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells on which boards something has happened, whichever process did it, from the events of
 * opportunities and pipelines. What several do at once need not be seen in the order of its
 * positions: who must miss nothing looks a little back.
 */
public interface BoardNews {

  /** The position of the newest event of all; 0 if there is none. */
  long latest();

  /** What happened behind a position, in the order of positions. */
  List<Entry> after(long position, int limit);

  /**
   * One event.
   *
   * @param places where it can be seen
   */
  record Entry(long position, List<Place> places) {
    public Entry {
      places = ImmutableList.copyOf(places);
    }
  }

  /**
   * A column of a board.
   *
   * @param stage its key; null for all columns of the pipeline
   */
  record Place(PipelineId pipeline, @Nullable String stage) {}
}

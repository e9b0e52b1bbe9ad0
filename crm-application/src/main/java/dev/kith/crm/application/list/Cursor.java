package dev.kith.crm.application.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the sort values of its last record, in the order of the sort keys (null where
 * the field is empty), and the record's id.
 */
public record Cursor(List<@Nullable Object> values, UUID id) {

  public Cursor {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}

package dev.kith.crm.domain.scoring.tracking;

import java.util.UUID;

/** Names a browser that looks at the user's own pages; it is made up there, after a yes. */
public record VisitorId(UUID value) implements Comparable<VisitorId> {

  @Override
  public int compareTo(VisitorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

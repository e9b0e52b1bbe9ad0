package dev.kith.crm.domain.scoring.ledger;

import java.time.Duration;

/** How often a rule gives its points to one lead. */
public sealed interface Repeat {

  /** For the earliest event only. */
  record Once() implements Repeat {}

  /** For the earliest event with each object: once for each page, mail or file. */
  record OncePerObject() implements Repeat {}

  /** At most so often within any span of that length. */
  record PerWindow(Duration window, int most) implements Repeat {}

  /** Every time. */
  record Always() implements Repeat {}
}
